import { resolve } from 'node:path';
import { start } from '#server/start/start.ts';
import { surviveLostTerminal } from '#server/start/survive.ts';

surviveLostTerminal();
process.exit(await start(process.argv.slice(2), resolve(import.meta.dirname, '..')));
