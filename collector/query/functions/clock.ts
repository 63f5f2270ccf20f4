/** Functions of a time in seconds since 1970, in UTC. */
const DAY_MS = 86_400_000;

function ofDate(part: (date: Date) => number): (seconds: number) => number {
  // Date ends at 275,760 years; NaN and what lies beyond give NaN.
  return (seconds) => part(new Date(Math.trunc(seconds) * 1000));
}

export const CLOCK = {
  day_of_month: ofDate((date) => date.getUTCDate()),
  day_of_week: ofDate((date) => date.getUTCDay()),
  day_of_year: ofDate((date) => Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS) + 1),
  days_in_month: ofDate((date) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()),
  hour: ofDate((date) => date.getUTCHours()),
  minute: ofDate((date) => date.getUTCMinutes()),
  month: ofDate((date) => date.getUTCMonth() + 1),
  year: ofDate((date) => date.getUTCFullYear()),
} as const;
