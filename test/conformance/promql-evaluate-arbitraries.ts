import fc, { type Arbitrary } from 'fast-check';
import { functions } from '../../lib/promql/functions';
import { maybe, oneOf, seq } from './promql-grammar';

/** Random histories of known series, and random expressions over them that mostly return something. */

const often = <T>(weight: number, arbitrary: Arbitrary<T>): fc.WeightedArbitrary<T> => ({ arbitrary, weight });

const small = fc.integer({ min: 0, max: 20 });
const count = fc.integer({ min: 1, max: 30 });
const pick = (items: Arbitrary<string>): Arbitrary<string> =>
  fc.array(items, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(' '));

/** A counter that climbs, starts again, misses scrapes and goes away. */
const counterHistory = pick(
  fc.oneof(
    often(
      6,
      fc.tuple(small, small, count).map(([from, by, times]) => `${from}+${by}x${times}`),
    ),
    often(
      2,
      fc.tuple(small, count).map(([at, times]) => `${at}x${times}`),
    ),
    seq('_x', count.map(String)),
    oneOf('_', 'stale', '0', '0.5'),
  ),
);
const gaugeHistory = pick(
  fc.oneof(
    often(
      4,
      fc
        .tuple(fc.integer({ min: -20, max: 20 }), oneOf('+1', '-1', '+0.5', '-0.1', '+3.7'), count)
        .map(([from, by, times]) => `${from}${by}x${times}`),
    ),
    often(
      3,
      fc.array(fc.integer({ min: -9, max: 99 }), { minLength: 1, maxLength: 9 }).map((all) => all.join(' ')),
    ),
    often(
      2,
      fc.tuple(small, count).map(([at, times]) => `${at}x${times}`),
    ),
    seq('_x', count.map(String)),
    oneOf('_', 'stale', 'NaN', 'Inf', '-Inf', '-0', '1e300', 'NaN NaN', '1e-9'),
    // Of these, a plain sum loses what Kahan's keeps.
    oneOf('1e16 1 -1e16', '0.1+0.1x9', '3e15+0.7x9', '1e16 0.3 0.3 -1e16', '0.3 1e16 -1e16'),
  ),
);

const targets = ['job="x",instance="1"', 'job="x",instance="2"', 'job="y",instance="1"'];
const bounds = ['0.1', '0.5', '1', '+Inf'];
const counters = targets.flatMap((target) => ['200', '500'].map((code) => `requests_total{${target},code="${code}"}`));
const gauges = [
  ...targets.map((target) => `up{${target}}`),
  ...targets.flatMap((target) => ['a', 'b'].map((name) => `temperature{${target},name="${name}"}`)),
  'lonely',
  'other{job="x",instance="1",name="a"}',
  'node9{job="node10"}',
];
const buckets = targets.slice(0, 2).flatMap((target) => bounds.map((bound) => `latency_bucket{${target},le="${bound}"}`));
const infos = [
  ...targets.slice(0, 2).map((target, index) => `target_info{${target},version="${index}"}`),
  'build_info{job="x",instance="1",edition="e"}',
];

/** The lines of a `load`. */
export const loads: Arbitrary<string[]> = fc
  .tuple(
    ...counters.map((series) => seq(`${series} `, counterHistory)),
    ...gauges.map((series) => seq(`${series} `, gaugeHistory)),
    ...infos.map((series) => fc.tuple(count, count).map(([gap, times]) => `${series} _x${gap} 1x${times} _x3 stale _ 1x60`)),
    // The counts of a histogram climb together, each bucket at least as fast as those below it; now and then one is wrong.
    ...buckets.map((series, index) =>
      fc
        .tuple(small, count, maybe(oneOf(' 3', ' _x3', ' 7+1x9')))
        .map(([extra, times, odd]) => `${series} 0+${(index % 4) * 20 + extra}x${times}${odd} 5+${(index % 4) * 10 + extra}x40`),
    ),
  )
  .map((all) => all as string[]);

const label = oneOf('job', 'instance', 'code', 'name', 'le', 'absent', '__name__');
const labels = fc.array(label, { maxLength: 3 }).map((names) => `(${[...new Set(names)].join(', ')})`);
const matcher = fc.oneof(
  seq(label, oneOf('=', '!='), '"', oneOf('x', 'y', '1', '200', 'a', '0.5', ''), '"'),
  seq(label, oneOf('=~', '!~'), '"', oneOf('.*', '.+', '', 'x|y', '1|200', '[ab]', '0.*'), '"'),
);
const braces = fc.array(matcher, { minLength: 1, maxLength: 2 }).map((all) => `{${all.join(', ')}}`);
const metric = oneOf(
  'requests_total',
  'requests_total',
  'up',
  'temperature',
  'temperature',
  'latency_bucket',
  'lonely',
  'other',
  'target_info',
  'nothing',
);
const selector = fc.oneof(
  often(
    12,
    seq(
      metric,
      fc.oneof(
        often(3, fc.constant('')),
        braces.map((text) => (text.includes('__name__') ? '' : text)),
      ),
    ),
  ),
  oneOf('{__name__=~"up|other"}', '{job="x"}', '{__name__="temperature", name="a"}'),
);
const offset = fc.oneof(
  seq(' offset ', oneOf('1m', '-1m', '30s', '5m', '0s', '-90s', '(30s + step())')),
  seq(' @ ', oneOf('300', '600.5', 'start()', 'end()', '0', '-60')),
);
const shifts = fc.oneof(often(8, fc.constant('')), offset, seq(' @ ', oneOf('300', 'end()'), ' offset ', oneOf('1m', '-45s')));
const range = seq('[', oneOf('1m', '2m', '5m', '10m', '47s', '15s', '1h', '1m30s', '2m + step()'), ']');
const step = oneOf('', '30s', '1m', '17s', '2m');

const overTime = Object.keys(functions).filter((name) => functions[name]!.args[0] === 'matrix' && functions[name]!.args.length === 1);
const extended = oneOf('rate', 'increase', 'delta');
const ofVector = Object.keys(functions).filter((name) => {
  const { args, least = args.length, returns } = functions[name]!;
  // Go keeps the time of a year in which JavaScript has no dates, and start_timestamp needs a feature of the storage.
  return args[0] === 'vector' && least <= 1 && returns === 'vector' && !/^(day|hour|minute|month|year|start_timestamp|info)/.test(name);
});
const ofTime = oneOf('day_of_month', 'day_of_week', 'day_of_year', 'days_in_month', 'hour', 'minute', 'month', 'year');
const number = oneOf('0', '1', '2', '-1', '0.5', '5', '24', '100', 'NaN', 'Inf', '-Inf', '1e3', '0.1');
const quantileNumber = oneOf('0.9', '0.5', '0', '1', '0.25', '2', '-1', 'NaN');
const grouping = fc.oneof(often(2, fc.constant('')), seq(oneOf('by ', 'without '), labels));
const group = fc
  .tuple(oneOf('on', 'ignoring'), labels, oneOf('group_left', 'group_right'), oneOf('', 'name', 'code', 'absent', 'instance'))
  .map(([mode, list, side, copied]) => `${mode} ${list} ${side} (${mode === 'on' && list.includes(copied) ? '' : copied})`);
const goodGroup = oneOf(
  'on (job, instance) group_left () ',
  'on (job, instance) group_right () ',
  'on (job) group_left () ',
  'ignoring (name) group_left () ',
  'ignoring (code) group_right () ',
);
const matching = fc.oneof(
  fc.constant(''),
  seq(oneOf('on ', 'ignoring '), labels),
  group,
  goodGroup,
  oneOf('on (job, instance)', 'ignoring (code)'),
);
const setMatching = oneOf('', 'on (job)', 'on ()', 'ignoring (name)', 'on (job, instance)', 'ignoring (code, name)');
const fill = oneOf('fill(0)', 'fill_left(1)', 'fill_right(2)', 'fill(NaN)');
const pattern = oneOf('', '.*', '(.*)', '(.+)', '.+', 'x', '(x|1).*', '(.*)z', '([a-z]+)([0-9]*)', '(?i:X)', '(');
const arithmetic = oneOf('+', '-', '*', '/', '%', '^', 'atan2');
const comparison = oneOf('>', '<', '==', '!=', '>=', '<=', '> bool', '== bool', '<= bool');

interface Typed {
  v: string;
  s: string;
}

/**
 * Vectors of which Prometheus has the series in one order, so that it is known which of two equal ones topk takes, and whose values
 * have the same last bit in Go and in JavaScript, so that count_values makes the same label of them. What operators and functions of
 * instant vectors return over several steps comes out of a Go map, in any order.
 */
const ordered = fc.oneof(
  often(3, seq(selector, shifts)),
  seq(oneOf(...overTime.filter((name) => !/std|mad/.test(name))), '(', selector, range, shifts, ')'),
  seq(oneOf('sum ', 'avg ', 'max ', 'count '), grouping, ' (', selector, ')'),
  seq('label_replace(', selector, ', "', label, '", "z$1", "', label, '", "(.*)")'),
);

const { v: vectorOf, s: scalarOf } = fc.letrec<Typed>((tie: fc.LetrecTypedTie<Typed>) => {
  const v = tie('v');
  const s = tie('s');
  const inner = seq('(', v, ')');
  const matrix = fc.oneof(
    often(5, seq(selector, range, shifts)),
    seq(inner, '[', oneOf('5m', '3m', '10m', '100s'), ':', step, ']', shifts),
  );
  const matrixWith = (modifier: Arbitrary<string>): Arbitrary<string> => seq(selector, range, modifier, shifts);
  return {
    s: fc.oneof(
      { depthSize: 'small' },
      often(8, number),
      oneOf('time()', 'pi()', 'step()', 'end()', 'start()', 'range()'),
      seq('scalar(', v, ')'),
      seq('(', s, ' ', arithmetic, ' ', s, ')'),
      seq('(', s, ' == bool ', s, ')'),
      seq(oneOf('max_of', 'min_of'), '(', s, ', ', s, ')'),
    ),
    v: fc.oneof(
      { depthSize: 'small' },
      often(8, seq(selector, shifts)),
      seq(selector, ' smoothed', shifts),
      often(8, seq(oneOf(...overTime), '(', matrix, ')')),
      seq(extended, '(', matrixWith(oneOf(' anchored', ' smoothed')), ')'),
      seq(oneOf('resets', 'changes'), '(', matrixWith(oneOf(' anchored')), ')'),
      seq('quantile_over_time(', quantileNumber, ', ', matrix, ')'),
      seq('predict_linear(', matrix, ', ', oneOf('3600', '60', 'step()'), ')'),
      seq('double_exponential_smoothing(', matrix, ', ', oneOf('0.5', '0.1', '0.9', '1'), ', ', oneOf('0.5', '0.3'), ')'),
      often(8, seq(oneOf('sum ', 'avg ', 'min ', 'max ', 'count ', 'group ', 'stddev ', 'stdvar '), grouping, ' (', v, ')')),
      often(2, seq(oneOf('topk ', 'bottomk ', 'limitk '), grouping, ' (', oneOf('1', '2', '3', '0', 'step()', '-1'), ', ', ordered, ')')),
      seq('quantile ', grouping, ' (', quantileNumber, ', ', v, ')'),
      seq('limit_ratio ', grouping, ' (', oneOf('0.5', '-0.5', '0.2', '1', '0', '-1.5'), ', ', v, ')'),
      seq('count_values ', grouping, ' ("', label, '", ', ordered, ')'),
      often(
        2,
        seq(
          'label_replace(',
          v,
          ', "',
          label,
          '", "',
          oneOf('', 'z', '$1', '${1}', '$1z', '$2', '$2-$1'),
          '", "',
          fc.oneof(label, fc.constant('')),
          '", "',
          pattern,
          '")',
        ),
      ),
      seq('label_join(', v, ', "', label, '", "', oneOf('', '-'), '", "', label, '", "', label, '")'),
      often(
        3,
        seq(
          'histogram_quantile(',
          quantileNumber,
          ', ',
          oneOf(
            'sum by (le, job) (rate(latency_bucket[5m]))',
            'latency_bucket',
            'increase(latency_bucket[3m])',
            'sum without (instance) (latency_bucket)',
          ),
          ')',
        ),
      ),
      seq('histogram_quantile(', quantileNumber, ', ', v, ')'),
      seq(
        'histogram_fraction(',
        oneOf('0', '0.2', '-Inf', 'NaN'),
        ', ',
        oneOf('0.3', '1', 'Inf', '0.1'),
        ', ',
        fc.oneof(fc.constant('latency_bucket'), v),
        ')',
      ),
      seq(
        'histogram_quantiles(',
        fc.oneof(fc.constant('latency_bucket'), v),
        ', "',
        oneOf('quantile', 'job'),
        '", ',
        quantileNumber,
        ', ',
        quantileNumber,
        ')',
      ),
      often(5, seq(oneOf(...ofVector), '(', v, ')')),
      seq(ofTime, '(', oneOf('', 'vector(time())', 'vector(time() * 1e5)', 'vector(-time() * 1e7)', 'vector(1.7e9 + time() * 1e4)'), ')'),
      seq('clamp(', v, ', ', s, ', ', s, ')'),
      seq(oneOf('clamp_min(', 'clamp_max(', 'round('), v, ', ', s, ')'),
      seq('sort_by_label', oneOf('', '_desc'), '(', v, ', "', label, '", "', label, '")'),
      seq(
        'info(',
        v,
        oneOf(
          '',
          ', {__name__="build_info"}',
          ', {version=~".+"}',
          ', {__name__=~".+_info"}',
          ', {edition="e"}',
          ', {__name__!="target_info"}',
        ),
        ')',
      ),
      seq('vector(', s, ')'),
      seq(oneOf('(', '-('), v, ')'),
      often(4, seq(inner, ' ', fc.oneof(arithmetic, comparison), ' ', s)),
      often(2, seq(s, ' ', fc.oneof(arithmetic, comparison), ' ', inner)),
      often(8, seq(inner, ' ', fc.oneof(arithmetic, comparison), ' ', matching, ' ', inner)),
      often(4, seq(inner, ' ', oneOf('and ', 'or ', 'unless '), setMatching, ' ', inner)),
      often(
        2,
        seq(
          inner,
          ' ',
          fc.oneof(arithmetic, comparison),
          ' ',
          oneOf(
            '',
            'on (job, instance) ',
            'ignoring (code) ',
            'on (job, instance) group_left () ',
            'ignoring (name, code) group_right () ',
          ),
          fill,
          ' ',
          inner,
        ),
      ),
      seq(inner, ' ', oneOf('</', '>/'), ' ', s),
    ),
  };
});

const anyType = fc.oneof(
  often(20, vectorOf),
  often(2, scalarOf),
  seq(selector, range, fc.oneof(shifts, oneOf(' anchored', ' smoothed'))),
  seq('(', vectorOf, ')[5m:', step, ']'),
  oneOf('"a"'),
);

export interface Question {
  readonly expr: string;
  readonly start: number;
  readonly end: number;
  /** 0 for an instant query. */
  readonly step: number;
}

/** An expression, and when it is asked. */
export const questions: Arbitrary<Question> = fc
  .tuple(
    fc.oneof(fc.tuple(anyType, fc.constant(0)), fc.tuple(fc.oneof(often(20, vectorOf), scalarOf), fc.constantFrom(15, 60, 37, 120))),
    fc.integer({ min: -60, max: 1800 }),
    fc.integer({ min: 0, max: 900 }),
    fc.boolean(),
  )
  .map(([[expr, seconds], start, length, odd]) => {
    const from = start * 1000 + (odd ? 250 : 0);
    return { expr, start: from, end: seconds === 0 ? from : from + length * 1000, step: seconds * 1000 };
  });
