/** One line of the Prometheus text format. */
export interface Series {
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** The series of a page of metrics; the names of counters lose `_total`, which not every program writes. */
export function seriesIn(text: string): Series[] {
  const line = /^([a-zA-Z_:][\w:]*?)(?:_total)?(?:\{(.*)\})? ([0-9.eE+-]+|NaN|[+-]Inf)(?: [0-9]+)?$/gm;
  return [...text.matchAll(line)].map(([, name = '', labels = '', value]) => ({
    name,
    labels: labelsIn(labels),
    value: Number(value),
  }));
}

function labelsIn(text: string): Record<string, string> {
  const found = [...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
  return Object.fromEntries(
    found.map(([, name, value]) => [
      name,
      value!.replaceAll(/\\(.)/g, (_, char) => (char === 'n' ? '\n' : char)),
    ]),
  );
}
