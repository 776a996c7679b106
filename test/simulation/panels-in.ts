/** A panel of a dashboard's JSON, and what it asks. */
export interface AskingPanel {
  readonly title: string;
  readonly type: string;
  readonly exprs: readonly string[];
}

interface PanelJson {
  readonly title?: string;
  readonly type?: string;
  readonly panels?: readonly PanelJson[];
  readonly targets?: readonly { readonly expr?: string }[];
}

/** All panels that ask Prometheus, also those of folded rows. */
export function panelsIn(json: unknown): readonly AskingPanel[] {
  return ((json as PanelJson).panels ?? []).flatMap((panel) => [
    ...panelsIn(panel),
    ...(panel.targets === undefined
      ? []
      : [{ title: panel.title ?? '', type: panel.type ?? '', exprs: panel.targets.flatMap(({ expr }) => expr ?? []) }]),
  ]);
}
