/** What was typed for a header, taken apart as far as it has parts. */
export interface SentHeader {
  text: string;
  /** The trace id in lower case, where it would be one: 32 hex digits, not all zeros. */
  traceId?: string;
  parentId?: string;
}

/** Reads a header as it was typed, its name and quotes taken off; a bare trace id will do. */
export function readSent(typed: string): SentHeader {
  const text = typed
    .trim()
    .replace(/^["'`]?(?:-H\s*)?["'`]?traceparent\s*:\s*/i, '')
    .replaceAll(/^["'`]|["'`]$/g, '')
    .trim();
  const parts = text.split('-');
  const [trace = '', parent = ''] = parts.length === 1 ? parts : parts.slice(1);
  return {
    text,
    ...(isId(trace, 32) && { traceId: trace.toLowerCase() }),
    ...(isId(parent, 16) && { parentId: parent.toLowerCase() }),
  };
}

/** The rule of the header that a service found broken, and which part broke it, in words. */
export type BrokenRule = {
  finding: 'wrong-length' | 'malformed-id' | 'wrong-version' | 'reserved-flags';
  part: string;
};

/**
 * Which rule of W3C Trace Context a header breaks. Only called for headers that the shop did not take: what a header means
 * is what a service makes of it, and this explains it.
 */
export function brokenRule(header: string): BrokenRule {
  const [version = '', trace = '', parent = '', flags = '', ...more] = header.split('-');
  if (!/^[0-9a-f]{2}$/.test(version) || version === 'ff')
    return {
      finding: 'wrong-version',
      part: `the version “${version}” is not two lower-case hex digits below ff`,
    };
  const lengths = [
    ['trace id', trace, 32],
    ['parent id', parent, 16],
    ['flags part', flags, 2],
  ] as const;
  for (const [name, text, wanted] of lengths)
    if (text.length !== wanted)
      return { finding: 'wrong-length', part: `the ${name} has ${text.length} characters, not ${wanted}` };
  if (more.length > 0) return { finding: 'wrong-length', part: 'there is more behind the flags' };
  for (const [name, text] of lengths) {
    if (/^0+$/.test(text) && name !== 'flags part')
      return { finding: 'malformed-id', part: `the ${name} is all zeros` };
    if (/[A-F]/.test(text)) return { finding: 'malformed-id', part: `the ${name} has a capital letter` };
    if (!/^[0-9a-f]+$/.test(text))
      return { finding: 'malformed-id', part: `the ${name} has a character that is no hex digit` };
  }
  return {
    finding: 'reserved-flags',
    part: `the flags “${flags}” have a bit that version 00 does not define`,
  };
}

function isId(text: string, digits: number): boolean {
  return new RegExp(`^[0-9a-f]{${digits}}$`, 'i').test(text) && !/^0+$/.test(text);
}
