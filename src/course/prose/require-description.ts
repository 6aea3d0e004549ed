/** The accessible title and description of a Mermaid diagram; throws an author's error where one is missing. */
export function requireDescription(code: string, place: string): { title: string; description: string } {
  const title = /^\s*accTitle\s*:\s*(\S.*)$/m.exec(code)?.[1]?.trim();
  const description =
    /^\s*accDescr\s*:\s*(\S.*)$/m.exec(code)?.[1]?.trim() ??
    /^\s*accDescr\s*\{([^}]*\S[^}]*)\}/m.exec(code)?.[1]?.trim().replace(/\s+/g, ' ');
  if (title && description) return { title, description };
  const missing = [title ? '' : 'accTitle', description ? '' : 'accDescr'].filter(Boolean).join(' and ');
  throw new Error(
    `A Mermaid diagram has no ${missing} (${place}). Expected both lines after the diagram's first line, for example:\n` +
      '  accTitle: One checkout across four services\n' +
      '  accDescr: Storefront asks catalog for the book and then sends the order to orders.\n' +
      'Readers who cannot see the diagram get these words instead of it.',
  );
}
