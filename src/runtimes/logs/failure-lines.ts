/**
 * The lines of a service's log that say why it ended: a crash of a Go program, which says why first and then where,
 * at length; else its last complaint; else what it said last, which may be nothing of use.
 */
export function failureLines(lines: readonly string[]): string[] {
  const crash = lines.findLastIndex((line) => /^(panic|fatal error): /.test(line));
  if (crash >= 0) return trimmed(lines.slice(crash, crash + 8));
  const complaint = lines.findLast(isComplaint);
  if (complaint !== undefined) return trimmed([messageOf(complaint)]);
  const last = lines.findLast((line) => line.trim() !== '');
  return last === undefined ? [] : [`nothing of an error; its last line was “${messageOf(last)}”`];
}

/** A line at level ERROR or WARN, or one that is no log line: log.Fatal and fmt.Println write such. */
function isComplaint(line: string): boolean {
  if (line.trim() === '') return false;
  const fields = fieldsOf(line);
  return fields === undefined || fields['level'] === 'ERROR' || fields['level'] === 'WARN';
}

/** A line of a structured log in the words of a person, its message and its error; any other line as it is. */
export function messageOf(line: string): string {
  const fields = fieldsOf(line);
  return [fields?.['msg'], fields?.['error']].filter(Boolean).join(': ') || line.trim();
}

function fieldsOf(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function trimmed(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter(Boolean);
}
