import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CliIo } from '#cli/lab/cli-io.ts';
import { openLab } from './open-lab.ts';

describe('the words that change files', () => {
  const PRICE = 'internal/shop/price.go';

  async function edited() {
    const bench = await openLab();
    const { folder } = bench.labs.get('demo')!.workspace;
    const file = join(folder, PRICE);
    const mine = 'package shop\n\n// Mine.\nconst Price = 3\n';
    const start = readFileSync(file, 'utf8');
    writeFileSync(file, mine);
    const words = async (line: string, ask?: CliIo['ask']) => {
      const { code, out, err } = await bench.run(line, { ask });
      return `$ lab ${line}\n${out}${err}exit ${code}`.replaceAll(bench.state, 'STATE');
    };
    return { ...bench, file, mine, start, words, text: () => readFileSync(file, 'utf8') };
  }

  it('diff shows what the learner did, as git apply takes it', async () => {
    const { run, words, file, start, text, labs } = await edited();
    expect(await words('diff')).toMatchInlineSnapshot(`
      "$ lab diff
      --- a/internal/shop/price.go
      +++ b/internal/shop/price.go
      @@ -1,3 +1,4 @@
       package shop
       
      -const Price = 2
      +// Mine.
      +const Price = 3
      exit 0"
    `);
    expect(await words('diff name.go')).toMatchInlineSnapshot(`
      "$ lab diff name.go
      Nothing is changed since the start of step 1 (passes).
      exit 0"
    `);
    expect((await run('diff nmae.go')).code).toBe(64);
    const { out } = await run('diff price.go');
    const { folder } = labs.get('demo')!.workspace;
    execFileSync('git', ['apply', '-R'], { cwd: folder, input: out });
    expect(text()).toBe(start);
    writeFileSync(file, start);
    expect((await run('diff')).out).toBe('');
  });

  it('reset of a file keeps a copy, and undo brings it back and takes it away again', async () => {
    const { words, text, mine, start } = await edited();
    expect(await words('reset price.go')).toMatchInlineSnapshot(`
      "$ lab reset price.go
      internal/shop/price.go is as it was at the start of the step.
      What was there before is kept: lab undo brings it back.
      exit 0"
    `);
    expect(text()).toBe(start);
    expect(await words('reset price.go')).toMatchInlineSnapshot(`
      "$ lab reset price.go
      internal/shop/price.go is at the start of the step already.
      exit 0"
    `);
    expect(await words('undo')).toMatchInlineSnapshot(`
      "$ lab undo
      Your files are as they were before internal/shop/price.go was reset.
        replaced  internal/shop/price.go
      What was there before is kept: lab undo brings it back.
      You are at step 1 (passes).
      exit 0"
    `);
    expect(text()).toBe(mine);
    await words('undo');
    expect(text()).toBe(start);
  });

  it('reset of the step and of the lab keep one too', async () => {
    const { run, words, text, mine, start } = await edited();
    expect(await words('reset')).toMatchInlineSnapshot(`
      "$ lab reset
      Step 1 (passes) is at its start.
        replaced  internal/shop/price.go
      What was there before is kept: lab undo brings it back.
      You are at step 1 (passes).
      exit 0"
    `);
    expect(text()).toBe(start);
    await run('undo');
    expect(text()).toBe(mine);
    expect((await run('reset --all')).code).toBe(0);
    expect(text()).toBe(start);
    await run('undo');
    expect(text()).toBe(mine);
  });

  it('undo with nothing to undo says so', async () => {
    const { words } = await edited();
    expect(await words('undo')).toMatchInlineSnapshot(`
      "$ lab undo
      Nothing was reset, solved or opened yet, so there is nothing to undo.
      exit 66"
    `);
  });

  it('solve asks first, and does nothing on a no or where nobody can be asked', async () => {
    const { words, text, mine } = await edited();
    expect(await words('solve fails')).toMatchInlineSnapshot(`
      "$ lab solve fails
      lab: Nobody can be asked here.
           lab solve --yes puts the solution in without asking.
      exit 64"
    `);
    const asked: string[] = [];
    const answer = (yes: boolean) => async (question: string) => {
      asked.push(question);
      return yes;
    };
    expect(await words('solve fails', answer(false))).toMatchInlineSnapshot(`
      "$ lab solve fails
      This puts the solution of step 2 (fails) into your files:
        replaced  internal/shop/price.go
        created   internal/shop/tax.go
      What is there now is kept; lab undo brings it back.
      Nothing was changed.
      exit 1"
    `);
    expect(text()).toBe(mine);
    expect(await words('solve fails', answer(true))).toMatchInlineSnapshot(`
      "$ lab solve fails
      This puts the solution of step 2 (fails) into your files:
        replaced  internal/shop/price.go
        created   internal/shop/tax.go
      What is there now is kept; lab undo brings it back.
      The solution of step 2 (fails) is in. It counts as solved, not as passed by you.
        replaced  internal/shop/price.go
        created   internal/shop/tax.go
      What was there before is kept: lab undo brings it back.
      You are at step 3 (throws).
      exit 0"
    `);
    expect(text()).not.toBe(mine);
    expect(asked).toEqual(['Put it in?', 'Put it in?']);
    await words('undo');
    expect(text()).toBe(mine);
    expect(await words('solve 2 --yes')).toMatch(
      /^\$ lab solve 2 --yes\nThe solution of step 2 \(fails\) is in\./,
    );
    expect((await words('status')).split('\n').slice(0, 8).join('\n')).toMatchInlineSnapshot(`
      "$ lab status
      A lab for tests of the server

        1 passes  Pass
        2 fails   Fail  solved
      ▸ 3 throws  Throw
        4 hangs   Hang
      "
    `);
  });

  it('open goes to the start of a step', async () => {
    const { words, text, mine } = await edited();
    expect(await words('open throws')).toMatchInlineSnapshot(`
      "$ lab open throws
      Your files are at the start of step 3 (throws).
        replaced  internal/shop/price.go
        created   internal/shop/tax.go
      What was there before is kept: lab undo brings it back.
      You are at step 3 (throws).
      exit 0"
    `);
    expect(text()).not.toBe(mine);
    expect(await words('open')).toMatchInlineSnapshot(`
      "$ lab open
      lab: lab open needs <step>.
           It goes: lab open <step>
      exit 64"
    `);
  });

  it('hint gives one after the other, and all again at the end', async () => {
    const { words } = await edited();
    expect(await words('hint fails')).toMatchInlineSnapshot(`
      "$ lab hint fails
      Hint 1 of 2, about step 2 (fails)
      Look at the price.
      exit 0"
    `);
    expect(await words('hint fails')).toMatchInlineSnapshot(`
      "$ lab hint fails
      Hint 2 of 2, about step 2 (fails)
      It is too high.
      exit 0"
    `);
    expect(await words('hint fails')).toMatchInlineSnapshot(`
      "$ lab hint fails
      Hint 1 of 2, about step 2 (fails)
      Look at the price.
      Hint 2 of 2, about step 2 (fails)
      It is too high.
      exit 0"
    `);
    expect(await words('hint passes')).toMatchInlineSnapshot(`
      "$ lab hint passes
      Step 1 (passes) has no hints. lab next shows what it asks for.
      exit 66"
    `);
  });

  it('next says what to do, after a pass what comes then, and skips when told to', async () => {
    const { run, words } = await edited();
    expect(await words('next')).toMatchInlineSnapshot(`
      "$ lab next
      1 passes: Pass  about 1 min

      Nothing to do.

      # Greet
        echo "hello from $STOREFRONT_URL"
      exit 0"
    `);
    await run('check passes');
    expect(await words('next --skip')).toMatchInlineSnapshot(`
      "$ lab next --skip
      Step 2 (fails) is skipped.
        replaced  internal/shop/price.go
        created   internal/shop/tax.go
      What was there before is kept: lab undo brings it back.
      You are at step 3 (throws).

      3 throws: Throw  about 1 min

      Nothing to do.
      exit 0"
    `);
    await run('next --skip');
    expect(await words('next --skip')).toMatchInlineSnapshot(`
      "$ lab next --skip
      Step 4 (hangs) is skipped.
        Your files did not have to change.
      You are at step 4 (hangs).

      Every step of the lab is done. lab open <step> goes back to one.
      exit 0"
    `);
  });

  it('are refused while a check looks at the files', async () => {
    const { words, page, text, mine, checks } = await edited();
    await page('POST', '/api/labs/demo/steps/hangs/check');
    expect(await words('reset')).toMatchInlineSnapshot(`
      "$ lab reset
      lab: A check is running and looks at these files.
           Wait until it ends, or cancel it.
      exit 75"
    `);
    expect(text()).toBe(mine);
    checks.cancel();
  });
});
