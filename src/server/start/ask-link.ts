import { readAdminFile } from './admin-file.ts';

/** Asks the server that holds this state folder for a new link; undefined when it does not answer. */
export async function askForLink(stateFolder: string): Promise<string | undefined> {
  const access = readAdminFile(stateFolder);
  if (!access) return undefined;
  try {
    const answer = await fetch(`http://127.0.0.1:${access.port}/api/links`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${access.token}` },
      signal: AbortSignal.timeout(3_000),
    });
    if (!answer.ok) return undefined;
    return ((await answer.json()) as { url: string }).url;
  } catch {
    return undefined;
  }
}
