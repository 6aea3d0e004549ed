import { isAbsolute, relative } from 'node:path';
import type { LabPlace, LabView } from '#api/lab-view.ts';
import type { ApiAnswer, Call } from './server/call.ts';

/** The lab in whose workspace the command is run; outside of any, the one its terminal was opened for. */
export async function labHere(call: Call, own: string, cwd: string): Promise<ApiAnswer<LabView>> {
  const answer = await call<LabView>('GET', `/api/labs/${encodeURIComponent(own)}`);
  if (answer.ok && isBelow(answer.body.workspace, cwd)) return answer;
  const places = await call<LabPlace[]>('GET', '/api/labs');
  const here = places.ok ? places.body.find(({ workspace }) => isBelow(workspace, cwd)) : undefined;
  return here ? call<LabView>('GET', `/api/labs/${encodeURIComponent(here.id)}`) : answer;
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way !== '..' && !way.startsWith('../');
}
