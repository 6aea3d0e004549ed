import { ownIo } from '#cli/lab/own-io.ts';
import { lab } from '../src/cli/lab/lab.ts';

// The learner's command `lab`, as a bench's terminals have it on their PATH.
process.exitCode = await lab(process.argv.slice(2), ownIo());
