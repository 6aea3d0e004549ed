import { parseArgs } from 'node:util';

/** What `npm run lab:new` was asked to make. */
interface LabNewOptions {
  id: string;
  kind: string;
}

/** The kind of lab that is made where none is asked for. */
const USUAL_KIND = 'checkout';

/** Reads the arguments of `npm run lab:new`: what to make, a call for help, or a text that says what is wrong with them. */
export function readOptions(
  argv: readonly string[],
  kinds: readonly string[],
): LabNewOptions | 'help' | { problem: string } {
  let values: { like?: string | undefined; help?: boolean | undefined };
  let ids: string[];
  try {
    const options = { like: { type: 'string' }, help: { type: 'boolean' } } as const;
    ({ values, positionals: ids } = parseArgs({
      args: argv.filter((arg) => arg !== '--'),
      options,
      allowPositionals: true,
    }));
  } catch (error) {
    return { problem: `${(error as Error).message.split('. To specify')[0]}.\n${SEE_HELP}` };
  }
  if (values.help) return 'help';
  const { like: kind = USUAL_KIND } = values;
  const [id, ...more] = ids;
  if (id === undefined)
    return { problem: 'Which id should the lab have? For example: npm run lab:new -- lost-headers' };
  if (more.length > 0) return { problem: `One id at a time, not “${ids.join(' ')}”. Ids hold no spaces.` };
  if (!kinds.includes(kind))
    return { problem: `There is no kind of lab “${kind}”. Kinds: ${kinds.join(', ')}.\n${SEE_HELP}` };
  if (!/^[a-z][a-z0-9-]*$/.test(id))
    return {
      problem: `“${id}” is no id: lower-case letters, digits and hyphens, a letter first. For example: lost-headers`,
    };
  return { id, kind };
}

const SEE_HELP = 'See npm run lab:new -- --help for what it takes.';

export const HELP = `npm run lab:new -- ID [--like KIND]

Makes labs/ID: lab.yaml, findings.yaml, checks.ts, and folders of right and wrong
answers, small but complete. It refuses an id that is taken. Nothing else is changed.

  --like checkout    the learner changes code of the Bookstore; graded by about
                     twenty checkouts. This is made where no kind is named
  --like collector   the learner changes the Collector's configuration; graded by
                     what arrives and by what its components count
  --like questions   the learner answers questions about traces of requests that the
                     learner sends; graded by those traces
  --help             this text

Each kind is a folder of labs/templates, which the tests prove.
`;
