// The ranges of <time_interval>, which are only validated here. All throw a RangeError that says what to write.

type Range = readonly [number, number];

const weekdayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** `monday`, `monday:friday`: Sunday is 0, and a range does not run past Saturday. */
export function weekdayRange(text: string): Range {
  const range = rangeOf(text, (member) => weekdayNames.indexOf(member), 'write a weekday, monday, or a range, monday:friday');
  return ordered(text, range, 'the week ends on saturday: split the range in two');
}

/** `january`, `1:3`, `may:august`. */
export function monthRange(text: string): Range {
  const number = (member: string) => monthNames.indexOf(member) + 1 || (integer(member) ?? NaN);
  const range = rangeOf(text, number, 'write a month, may or 5, or a range, may:august', Number.MIN_SAFE_INTEGER);
  return ordered(text, range, 'the year ends in december: split the range in two');
}

/** `2026`, `2026:2028`. */
export function yearRange(text: string): Range {
  return ordered(
    text,
    rangeOf(text, (member) => integer(member) ?? NaN, 'write a year, 2026, or a range, 2026:2028', Number.MIN_SAFE_INTEGER),
    'write the earlier year first',
  );
}

/** `1`, `1:7`, `-1`: a negative day counts from the month's end. */
export function dayRange(text: string): Range {
  const advice = "write a day from 1 to 31 or, from the month's end, -31 to -1; or a range, 1:7";
  const range = rangeOf(text, (member) => integer(member) ?? NaN, advice, -31);
  const [first, last] = range;
  if ([first, last].some((day) => day === 0 || day > 31)) throw new RangeError(`${text} is not a day of the month: ${advice}`);
  if (first < 0 && last > 0) {
    throw new RangeError(`${text}: a range that starts from the month's end must end from there too: write both days negative`);
  }
  // The shortest month has 28 days.
  const [from, to] = [first < 0 ? 28 + first : first, last < 0 ? 28 + last : last];
  if (from > to) throw new RangeError(`${text} ends before it starts: write the earlier day first`);
  return range;
}

/** Minutes since midnight; the end is exclusive. */
export function minuteRange({ start_time, end_time }: { readonly start_time?: string; readonly end_time?: string }): Range {
  const start = minuteOf(start_time);
  const end = minuteOf(end_time);
  if (start >= end) {
    throw new RangeError(`${start_time} to ${end_time} is empty: a range ends at 24:00 at the latest, so split it in two`);
  }
  return [start, end];
}

function minuteOf(text: string | undefined): number {
  const found = /^(?:([01][0-9]|2[0-3]):([0-5][0-9])|24:00)$/.exec(text ?? '');
  if (found === null) {
    throw new RangeError(`${text ?? 'nothing'} is not a time of day: write start_time and end_time as HH:MM, from 00:00 to 24:00`);
  }
  return found[1] === undefined ? 24 * 60 : Number(found[1]) * 60 + Number(found[2]);
}

/** Go's strconv.Atoi. */
function integer(text: string): number | undefined {
  return /^[+-]?[0-9]+$/.test(text) ? Number(text) : undefined;
}

function rangeOf(text: string, member: (name: string) => number, advice: string, least = 0): Range {
  const members = String(text).toLowerCase().split(':').map(member);
  if (members.length > 2 || !members.every((value) => value >= least)) throw new RangeError(`${text} is not understood: ${advice}`);
  return [members[0]!, members.at(-1)!];
}

function ordered(text: string, range: Range, advice: string): Range {
  if (range[0] > range[1]) throw new RangeError(`${text} ends before it starts: ${advice}`);
  return range;
}
