import './page.css';
import { createTheme, type DataFrame } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { GlobalStyles, ThemeContext } from '@grafana/ui';
import { createRoot } from 'react-dom/client';
import { withFieldConfig } from './field-config';
import { registerTransformers } from './field-config';
import { placed, type Placed } from './grid';
import { PanelBody } from './panels';
import { framesOf } from './prometheus';
import type { Given, Values } from './types';
import { interpolate, valuesOf } from './variables';

declare global {
  interface Window {
    given: Given;
    __grafana_public_path__: string;
    drawn?: { readonly height: number; readonly panels: readonly { readonly title: string; readonly type: string; readonly empty: boolean; readonly error?: string }[] };
  }
}

interface Ready extends Placed {
  readonly frames: DataFrame[];
  readonly error?: string;
}

// Grafana's grid: rows of 30 pixels, 8 between them.
const [rowHeight, gap, padding, header] = [30, 8, 8, 32];
const heightOf = (rows: number) => rows * (rowHeight + gap) - gap;

window.__grafana_public_path__ = '/public/';

async function start(): Promise<void> {
  const { given } = window;
  const theme = createTheme({ colors: { mode: given.theme } });
  await initPluginTranslations('grafana-ui').catch(() => undefined);
  registerTransformers();
  const values = await valuesOf(given);
  const column = (given.width - 16 + gap) / 24;
  const panels = await Promise.all(placed(given.dashboard.panels, values).map(async (each): Promise<Ready> => {
    const width = each.w * column - gap - 2 * padding;
    try {
      const frames = await framesOf(each.panel, Math.floor(width), each.values, given);
      return { ...each, frames: await withFieldConfig(each.panel, frames, each.values, given) };
    } catch (error) {
      return { ...each, frames: [], error: error instanceof Error ? error.message : String(error) };
    }
  }));
  const height = Math.max(0, ...panels.map(({ y, h }) => y * (rowHeight + gap) + heightOf(h))) + 60;
  const root = createRoot(document.getElementById('root')!);
  root.render(<ThemeContext.Provider value={theme}><GlobalStyles /></ThemeContext.Provider>);
  // Labels are measured once: the fonts must be there before.
  await new Promise((resolve) => setTimeout(resolve, 50));
  await Promise.all([...document.fonts].map((font) => font.load().catch(() => undefined)));
  root.render(
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <div className="page" style={{ width: given.width, height, background: theme.colors.background.canvas, color: theme.colors.text.primary, fontFamily: theme.typography.fontFamily }}>
        <Toolbar values={values} border={theme.colors.border.medium} />
        {panels.map((each, index) => {
          const place = { left: 8 + each.x * column, top: 52 + each.y * (rowHeight + gap), width: each.w * column - gap, height: heightOf(each.h) };
          const title = interpolate(each.panel.title ?? '', each.values);
          if (each.panel.type === 'row') return <h2 key={index} className="row" style={place}>▾ {title}</h2>;
          return (
            <section key={index} className="panel" style={{ ...place, background: theme.colors.background.primary, border: `1px solid ${theme.colors.border.weak}` }}>
              <h3 style={{ height: header }}>{title}</h3>
              {each.error
                ? <div className="nothing" style={{ color: theme.colors.error.text }}>{each.error}</div>
                : <div className="body" style={{ height: place.height - header - padding - 2 }}>
                    <PanelBody panel={each.panel} frames={each.frames} width={place.width - 2 * padding - 2} height={place.height - header - padding - 2} theme={theme} given={given} />
                  </div>}
            </section>
          );
        })}
      </div>
    </ThemeContext.Provider>,
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  window.drawn = {
    height,
    panels: panels.filter(({ panel }) => panel.type !== 'row').map(({ panel, frames, error }) =>
      ({ title: panel.title ?? '', type: panel.type, empty: panel.type !== 'text' && frames.every(({ length }) => length === 0), ...(error && { error }) })),
  };
}

function Toolbar({ values, border }: { readonly values: Values; readonly border: string }) {
  const { dashboard } = window.given;
  return (
    <header className="toolbar">
      <strong>{dashboard.title}</strong>
      {(dashboard.templating?.list ?? []).filter(({ hide, type }) => hide !== 2 && type !== 'constant').map(({ name, label, includeAll }) => (
        <span key={name} className="variable" style={{ border: `1px solid ${border}` }}>{label || name}: {includeAll ? 'All' : (values.get(name) ?? []).join(' + ')}</span>
      ))}
    </header>
  );
}

start().catch((error) => {
  window.drawn = { height: 400, panels: [{ title: 'the page', type: 'page', empty: true, error: String(error?.stack ?? error) }] };
});
