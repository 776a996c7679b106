#!/usr/bin/env node
// render.mjs FILE... --out DIR (--simulate healthy|failing|empty | --prometheus URL | --replay FILE) [--record FILE] [--to SECONDS] [--range MINUTES] [--theme light|dark] [--width PIXELS] [--set VARIABLE=VALUE] [--scrape-interval SECONDS]
// Draws dashboards (JSON, or ConfigMaps that hold some) as PNG pictures with Grafana's own panels. No port is opened: the browser's
// requests are answered from files, and those for data by a simulated cluster, by the given Prometheus, or by answers that were recorded before.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const usage = 'usage: node render.mjs FILE... --out DIR (--simulate healthy|failing|empty | --prometheus URL | --replay FILE) [--record FILE] [--to SECONDS] [--range MINUTES] [--theme dark|light]';

const stop = (message) => {
  console.error(message);
  process.exit(2);
};

const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' }, simulate: { type: 'string' }, prometheus: { type: 'string' }, replay: { type: 'string' }, record: { type: 'string' }, to: { type: 'string' },
    range: { type: 'string' }, theme: { type: 'string', default: 'dark' }, width: { type: 'string', default: '1600' },
    set: { type: 'string', multiple: true, default: [] }, 'scrape-interval': { type: 'string', default: '30' }, chromium: { type: 'string' },
  },
});
if (positionals.length === 0 || !options.out) stop(usage);
if ([options.simulate, options.prometheus, options.replay].filter(Boolean).length !== 1) stop(`name one source of data\n${usage}`);
if (options.simulate && !['healthy', 'failing', 'empty'].includes(options.simulate)) stop(`a cluster is healthy, failing or empty\n${usage}`);
if (!existsSync(join(here, 'build', 'page.js'))) stop('the page is not built: run `node build.mjs` in tools/preview first');
const executablePath = options.chromium ?? ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync);
if (!executablePath) stop('there is no Chromium: install the package chromium-headless-shell, or name one with --chromium PATH');

/** The dashboards of a file: its JSON, or each .json of the ConfigMaps in it. */
function dashboardsOf(file) {
  if (statSync(file).isDirectory()) return readdirSync(file).filter((name) => /\.(json|ya?ml)$/.test(name)).flatMap((name) => dashboardsOf(join(file, name)));
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.json')) return [JSON.parse(text)];
  const { loadAll } = createRequire(join(here, '..', '..', 'package.json'))('js-yaml');
  const objects = loadAll(text).flatMap((object) => (object?.kind?.endsWith('List') ? object.items : [object]));
  return objects.filter((object) => object?.kind === 'ConfigMap').flatMap(({ data = {} }) => Object.entries(data).filter(([name]) => name.endsWith('.json')).map(([, json]) => JSON.parse(json)));
}

const dashboards = positionals.flatMap(dashboardsOf).filter(({ panels }) => Array.isArray(panels));
// `--set namespace=shop` chooses the value of a variable, as its choice above the dashboard does.
for (const [name, value] of options.set.map((text) => text.split(/=(.*)/s))) {
  for (const variable of dashboards.flatMap(({ templating }) => templating?.list ?? [])) if (variable.name === name) variable.current = { text: value, value };
}
if (dashboards.length === 0) stop(`there is no dashboard in ${positionals.join(', ')}`);

const recorded = options.replay ? JSON.parse(readFileSync(options.replay, 'utf8')) : {};
/** The end of a simulation: a time that is always the same. */
const simulatedEnd = 1_784_000_400;
const to = options.simulate ? simulatedEnd * 1000 : options.to ? Number(options.to) * 1000 : (recorded.to ?? Math.floor(Date.now() / 60_000) * 60_000);
const simulation = options.simulate ? createRequire(import.meta.url)(join(here, 'build', 'simulation.cjs')) : undefined;
const storage = simulation?.simulate(options.simulate, simulatedEnd, simulation.metricsIn(dashboards));
const answers = { to, answers: { ...recorded.answers } };

const types = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
const fonts = { inter: '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2', roboto: '@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2' };

function fileOf(path) {
  if (path === '/page.js' || path === '/page.css') return join(here, 'build', path);
  if (path.startsWith('/public/fonts/')) return join(here, 'node_modules', path.includes('roboto') ? fonts.roboto : fonts.inter);
  if (path.startsWith('/public/build/img/')) return join(here, 'node_modules/@grafana/ui/dist/public/img', path.slice('/public/build/img/'.length));
  return join(here, 'node_modules/@grafana/ui/dist', path);
}

async function answer(route) {
  const url = new URL(route.request().url());
  const { pathname, search } = url;
  if (pathname === '/') {
    return route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="en"><head><link rel="stylesheet" href="/page.css"></head><body><div id="root"></div><script src="/page.js"></script></body></html>' });
  }
  if (pathname.startsWith('/api/v1/')) {
    const key = `${pathname}${search}`;
    if (answers.answers[key] === undefined && storage) {
      answers.answers[key] = JSON.stringify(simulation.answerOf(storage, pathname.slice('/api/v1/'.length), url.searchParams));
    }
    if (answers.answers[key] === undefined) {
      if (!options.prometheus) return route.fulfill({ contentType: 'application/json', body: JSON.stringify({ status: 'error', error: 'this was not recorded' }) });
      const response = await fetch(`${options.prometheus}${key}`);
      answers.answers[key] = await response.text();
    }
    return route.fulfill({ contentType: 'application/json', body: answers.answers[key] });
  }
  const file = fileOf(pathname);
  return existsSync(file) && statSync(file).isFile()
    ? route.fulfill({ contentType: types[extname(file)] ?? 'application/octet-stream', body: readFileSync(file) })
    : route.fulfill({ status: 404, body: '' });
}

/** How far back a dashboard looks when it is opened. */
function minutesOf({ time }) {
  if (options.range) return Number(options.range);
  const [, count, unit] = /^now-(\d+)([mhd])$/.exec(time?.from ?? '') ?? [];
  return count === undefined ? 60 : Number(count) * { m: 1, h: 60, d: 1440 }[unit];
}

mkdirSync(options.out, { recursive: true });
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--font-render-hinting=none'],
});
let faults = 0;
for (const dashboard of dashboards) {
  const width = Number(options.width);
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'en-US', timezoneId: 'UTC' });
  const page = await context.newPage();
  const said = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && !/404/.test(message.text()) && said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  await page.route('**/*', answer);
  await page.addInitScript((given) => { window.given = given; }, {
    dashboard, to, from: to - minutesOf(dashboard) * 60_000, scrapeInterval: Number(options['scrape-interval']), theme: options.theme, width,
  });
  await page.goto('http://preview.invalid/');
  await page.waitForFunction(() => window.drawn !== undefined, undefined, { timeout: 60_000 });
  const drawn = await page.evaluate(() => window.drawn);
  await page.setViewportSize({ width, height: Math.min(8000, Math.ceil(drawn.height)) });
  await page.waitForTimeout(400);
  const name = `${(dashboard.uid || dashboard.title).replace(/[^\w-]+/g, '-')}.png`;
  await page.screenshot({ path: join(options.out, name) });
  await context.close();
  const empty = drawn.panels.filter((panel) => panel.empty && !panel.error).map(({ title }) => title);
  const failed = drawn.panels.filter((panel) => panel.error);
  faults += failed.length + said.length;
  console.log(`${name}: ${drawn.panels.length} panels${empty.length ? `; without data: ${empty.join(', ')}` : ''}`);
  for (const { title, error } of failed) console.log(`  ${title}: ${error}`);
  for (const text of new Set(said)) console.log(`  console: ${text.slice(0, 300)}`);
}
await browser.close();
if (options.record) writeFileSync(options.record, JSON.stringify(answers));
process.exit(faults === 0 ? 0 : 1);
