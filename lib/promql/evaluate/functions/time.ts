/** What is asked of a time: whole seconds since 1970, in UTC. */
type TimeFunction = (seconds: number) => number;

/** JavaScript knows the days from 271,821 BC to AD 275,760. */
const farthest = 8.64e12;

const of =
  (read: (date: Date) => number): TimeFunction =>
  (value) => {
    const seconds = Math.trunc(value);
    // Go counts on from there, and of NaN makes what the processor does.
    return Math.abs(seconds) <= farthest ? read(new Date(seconds * 1000)) : NaN;
  };

const day = 86_400_000;

export const timeFunctions: Readonly<Record<string, TimeFunction>> = {
  day_of_month: of((date) => date.getUTCDate()),
  day_of_week: of((date) => date.getUTCDay()),
  day_of_year: of((date) => Math.floor((date.getTime() - startOfYear(date)) / day) + 1),
  days_in_month: of((date) => new Date(new Date(date).setUTCMonth(date.getUTCMonth() + 1, 0)).getUTCDate()),
  hour: of((date) => date.getUTCHours()),
  minute: of((date) => date.getUTCMinutes()),
  month: of((date) => date.getUTCMonth() + 1),
  year: of((date) => date.getUTCFullYear()),
};

const startOfYear = (date: Date): number => new Date(0).setUTCFullYear(date.getUTCFullYear(), 0, 1);
