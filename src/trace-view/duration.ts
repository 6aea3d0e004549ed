/** A duration as people read it, in page and terminal alike: `0`, `340 µs`, `4.2 ms`, `120 ms`, `1.25 s`. */
export function showDuration(milliseconds: number): string {
  if (milliseconds === 0) return '0';
  // A span that ends before it begins comes from clocks or times that are wrong, and is shown as such.
  if (milliseconds < 0) return `-${showDuration(-milliseconds)}`;
  if (milliseconds < 0.9995) return `${Math.round(milliseconds * 1000)} µs`;
  if (milliseconds < 9.95) return `${trim(milliseconds.toFixed(1))} ms`;
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  return `${trim((milliseconds / 1000).toFixed(2))} s`;
}

function trim(number: string): string {
  return number.replace(/\.?0+$/, '');
}
