import { getCollection } from 'astro:content';
import path from 'node:path';
import type { Finding, Findings } from '#course/finding.ts';
import { loadOwnFindings, loadSharedFindings } from '#course/load/load-findings.ts';
import { labOf } from './course-files.ts';

/** A finding as a reader looks it up, with an anchor of its own. */
export interface FindingText extends Pick<Finding, 'title' | 'observed' | 'where'> {
  anchor: string;
  /** The step that gives it: its name and its place in a chapter; absent where every lab may give it. */
  step?: { title: string; href: string };
}

/** What checks of the written chapters can say: in every lab, then lab by lab in reading order. */
export async function findingTexts(): Promise<{ title: string; id: string; findings: FindingText[] }[]> {
  const labsFolder = path.resolve('labs');
  const chapters = (await getCollection('chapters')).toSorted((a, b) => a.data.number - b.data.number);
  const everywhere = textsOf('any-lab', await loadSharedFindings(labsFolder), () => undefined);
  const ofLabs = await Promise.all(
    chapters.flatMap(({ data: { slug, labs } }) =>
      labs.map(async (id) => {
        const { title, steps } = await labOf(id);
        const own = await loadOwnFindings(labsFolder, id);
        const findings = textsOf(id, own, (stepId) => {
          const step = steps.find((one) => one.id === stepId);
          return step && { title: step.title, href: `/chapters/${slug}/#step-${id}-${stepId}` };
        });
        return { title, id, findings };
      }),
    ),
  );
  return [{ title: 'In every lab', id: 'any-lab', findings: everywhere }, ...ofLabs];
}

function textsOf(
  group: string,
  findings: Findings,
  stepOf: (step: string) => FindingText['step'],
): FindingText[] {
  return Object.entries(findings).flatMap(([step, texts]) =>
    Object.entries(texts).map(([id, { title, observed, where }]) => ({
      anchor: `${group}-${step}-${id}`,
      title: shown(title),
      observed: shown(observed),
      ...(where !== undefined && { where: shown(where) }),
      ...(stepOf(step) && { step: stepOf(step) }),
    })),
  );
}

/** A text with a sign where a check puts in what it saw. */
function shown(text: string): string {
  return text.replaceAll(/\{(\w+)\}/g, '‹$1›');
}
