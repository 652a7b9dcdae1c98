// Numbers and times as people read them.

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const DAY_MILLIS = 86_400_000;

/** Time of day of a number of milliseconds. */
export function clock(millis) {
  return TIME.format(millis);
}

/** Date and time of an ISO 8601 text; "never" for null. */
export function moment(iso) {
  return iso === null ? "never" : MOMENT.format(new Date(iso));
}

/** A length of time in its largest unit. */
export function duration(millis) {
  const seconds = Math.round(millis / 1000);
  if (seconds < 120) {
    return `${seconds} s`;
  }
  if (seconds < 7200) {
    return `${Math.floor(seconds / 60)} min`;
  }
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} days`;
}

/** How far a node is behind. */
export function lag(node) {
  if (node.lagEvents === 0) {
    return "at the head";
  }
  const events = node.lagEvents === 1 ? "1 event" : `${node.lagEvents} events`;
  return `${events}, ${duration(node.lagMillis)} behind`;
}

/** How long a certificate is still valid, and how near its end that is. */
export function timeLeft(iso, now) {
  const left = Date.parse(iso) - now;
  if (left <= 0) {
    return { level: "bad", words: `ended ${duration(-left)} ago` };
  }
  const level = left <= 7 * DAY_MILLIS ? "bad" : left <= 30 * DAY_MILLIS ? "warn" : "good";
  return { level, words: `${duration(left)} left` };
}
