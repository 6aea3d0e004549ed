/** The address a link in a terminal may open, written out for the learner to confirm; undefined when inert. */
export function linkTarget(address: string): string | undefined {
  if (/[\x00-\x20\x7f-\x9f]/.test(address)) return undefined;
  const url = URL.parse(address);
  if (!url || !(url.protocol === 'http:' || url.protocol === 'https:')) return undefined;
  // Credentials before the host are there to make it look like another one.
  if (url.username || url.password) return undefined;
  return url.href;
}
