export interface Asset { readonly kind: 'Secret'|'ConfigMap'; readonly name: string; readonly key: string; readonly path: string }
const snake = (k: string) => k === 'apiURL' ? 'api_url' : k === 'urlSecret' ? 'url' : k.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
const matcher = (m: any) => `${m.name}${m.matchType ?? '='}${JSON.stringify(m.value)}`;
/** Thin, until the whole compiler is here. */
export function compileAlertmanager({ objects: [cr] }: { alertmanager: any; objects: readonly any[] }): { config: object; assets: Asset[]; rejected: any[] } {
  const spec = cr.spec; const assets: Asset[] = []; const prefix = `${cr.metadata.namespace}/${cr.metadata.name}/`;
  const route = (r: any): any => ({ receiver: prefix + r.receiver, ...(r.groupBy && { group_by: r.groupBy }), ...(r.groupWait && { group_wait: r.groupWait }), ...(r.groupInterval && { group_interval: r.groupInterval }), ...(r.repeatInterval && { repeat_interval: r.repeatInterval }), ...(r.matchers && { matchers: r.matchers.map(matcher) }), ...(r.continue && { continue: true }), ...(r.routes && { routes: r.routes.map(route) }) });
  const channel = (c: any) => Object.fromEntries(Object.entries(c).map(([k, v]: [string, any]) => {
    if (v && typeof v === 'object' && 'key' in v) { const path = `/etc/alertmanager/secrets/${v.name}/${v.key}`; assets.push({ kind: 'Secret', name: v.name, key: v.key, path }); return [`${snake(k)}_file`, path]; }
    return [snake(k), v];
  }));
  return { rejected: [], assets, config: {
    route: route(spec.route),
    receivers: spec.receivers.map((r: any) => ({ name: prefix + r.name, ...(r.slackConfigs && { slack_configs: r.slackConfigs.map(channel) }), ...(r.webhookConfigs && { webhook_configs: r.webhookConfigs.map(channel) }) })),
    inhibit_rules: (spec.inhibitRules ?? []).map((i: any) => ({ source_matchers: i.sourceMatch.map(matcher), target_matchers: i.targetMatch.map(matcher), equal: i.equal })),
  } };
}
