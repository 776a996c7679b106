/** Throws a RangeError where the zone is unknown. `Local` is taken as UTC, which is what a container has. */
export function checkTimeZone(location: string): void {
  if (location === 'UTC' || location === 'Local' || location === '') return;
  try {
    new Intl.DateTimeFormat('en', { timeZone: location });
  } catch {
    throw new RangeError(`${location} is not a time zone: write an IANA name, Europe/Paris`);
  }
}
