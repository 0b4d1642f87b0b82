/** A moment as the browser's input has it, in the zone of this machine: `2026-11-21T09:00`. */
export function localOf(moment: string): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return '';
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = at.getSeconds() ? `:${two(at.getSeconds())}` : '';
  const day = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}${seconds}`;
}

/** The moment that such an input says, with the offset of this machine's zone at that time. */
export function momentOf(local: string): string {
  const at = new Date(local);
  if (local === '' || Number.isNaN(at.getTime())) return '';
  const offset = -at.getTimezoneOffset();
  const two = (value: number) => String(value).padStart(2, '0');
  const ahead = `${offset < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  return `${local.length === 16 ? `${local}:00` : local}${ahead}`;
}

export const isMoment = (text: string): boolean => text.includes('T');

/** The same as a day, or as the moment at which that day begins here. */
export function asDay(text: string): string {
  return isMoment(text) ? localOf(text).slice(0, 10) : text;
}

export function asMoment(text: string): string {
  return text === '' || isMoment(text) ? text : momentOf(`${text}T00:00`);
}
