import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BenchEvent } from '#api/events.ts';
import type { Reloaded } from '#bench/labs/reload-labs.ts';
import { followCourse } from '#server/course/follow-course.ts';
import { siteHash, stampSite } from '#server/site/site-state.ts';

let repository: string;
let ending: AbortController;
beforeEach(async () => {
  repository = await mkdtemp(join(tmpdir(), 'spanwise-course-'));
  for (const folder of ['content', 'labs/demo', 'src/site', 'src/course', 'dist'])
    await mkdir(join(repository, folder), { recursive: true });
  await writeFile(join(repository, 'dist/index.html'), 'old');
  stampSite(join(repository, 'dist'), siteHash(repository));
  ending = new AbortController();
});
afterEach(async () => {
  ending.abort();
  await rm(repository, { recursive: true });
});

/** A server that follows its course; the test says what becomes of labs and pages. */
function following() {
  const events: BenchEvent[] = [];
  const said: string[] = [];
  const next = { labs: { changed: [], problems: [] } as Reloaded, pages: undefined as string | undefined };
  const builds = { count: 0 };
  const now = followCourse({
    repository,
    reloadLabs: async () => next.labs,
    idle: async () => {},
    async buildPages() {
      builds.count += 1;
      if (next.pages === undefined) stampSite(join(repository, 'dist'), siteHash(repository));
      return next.pages;
    },
    emit: (event) => events.push(event),
    say: (text) => said.push(text),
    signal: ending.signal,
  });
  const edit = async (path: string) => {
    const before = said.length + events.length;
    await writeFile(join(repository, path), `${Math.random()}`);
    await vi.waitFor(() => expect(said.length + events.length).toBeGreaterThan(before), { timeout: 5_000 });
  };
  return { events, said, next, builds, now, edit };
}

test('an edited page is built again, and open pages are told', async () => {
  const { events, said, builds, edit } = following();
  await edit('content/page.mdx');
  await vi.waitFor(() => expect(events).toEqual([{ type: 'course', news: 'pages' }]));
  expect(builds.count).toBe(1);
  expect(said[0]).toMatchInlineSnapshot(`"  The course changed: building its pages …"`);
});

test('many files written at once are one change', async () => {
  const { events, builds } = following();
  await Promise.all(
    Array.from({ length: 40 }, (_, n) => writeFile(join(repository, `content/${n}.mdx`), '')),
  );
  await vi.waitFor(() => expect(events).toContainEqual({ type: 'course', news: 'pages' }), {
    timeout: 5_000,
  });
  expect(builds.count).toBe(1);
});

test('pages with a mistake are told once, to pages that open later too, until it is mended', async () => {
  const { events, next, builds, now, edit } = following();
  next.pages = 'no such step';
  await edit('content/page.mdx');
  const wrong = { type: 'course', news: 'wrong', problem: 'no such step' };
  await vi.waitFor(() => expect(events).toEqual([wrong]));
  expect(now()).toEqual([wrong]);
  next.pages = undefined;
  await edit('content/page.mdx');
  await vi.waitFor(() => expect(events.at(-1)).toEqual({ type: 'course', news: 'pages' }));
  expect(now()).toEqual([]);
  expect(builds.count).toBe(2);
});

test('with a lab that cannot be read no pages are built, and its mistake is told', async () => {
  const { events, said, next, builds, now, edit } = following();
  next.labs = { changed: [], problems: ['labs/demo/lab.yaml has one problem.'] };
  await edit('labs/demo/lab.yaml');
  await vi.waitFor(() => expect(now()).toHaveLength(1));
  expect(builds.count).toBe(0);
  expect(said.join('\n')).toMatchInlineSnapshot(`
    "  A lab has a mistake, and stays as it was before:
    labs/demo/lab.yaml has one problem."
  `);
  next.labs = { changed: ['demo'], problems: [] };
  await edit('labs/demo/lab.yaml');
  await vi.waitFor(() => expect(events.at(-1)).toEqual({ type: 'course', news: 'pages' }));
  expect(events).toContainEqual({ type: 'course', news: 'labs', labs: ['demo'] });
  expect(now()).toEqual([]);
});

test('what cannot be watched is told once, the rest is watched all the same', async () => {
  await rm(join(repository, 'content'), { recursive: true });
  stampSite(join(repository, 'dist'), siteHash(repository));
  const { events, said, next, edit } = following();
  expect(said.map((line) => line.replaceAll(repository, ''))).toMatchInlineSnapshot(`
    [
      "  /content cannot be watched: ENOENT: no such file or directory, watch '/content'
      The course is looked at every 5 s instead.",
    ]
  `);
  next.labs = { changed: ['demo'], problems: [] };
  await edit('labs/demo/lab.yaml');
  await vi.waitFor(() => expect(events[0]).toMatchObject({ news: 'labs', labs: ['demo'] }), {
    timeout: 4_000,
  });
});
