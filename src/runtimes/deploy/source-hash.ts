import { createHash } from 'node:crypto';
import { join, relative } from 'node:path';
import { hashFile } from '#disk/hash-file.ts';
import { SERVICES, type Service } from '#system/part-names.ts';
import { PARTS } from '#system/parts.ts';
import { goCommand } from '../go/go-command.ts';
import { environmentFault } from '../go/go-failure.ts';
import { run } from '../process/run.ts';

interface GoPackage {
  ImportPath: string;
  Dir: string;
  GoFiles?: string[];
  EmbedFiles?: string[];
  Imports?: string[];
}

/** The packages of a workspace as Go lists them, which takes it a good part of a second. */
export interface PackageList {
  packages: ReadonlyMap<string, GoPackage>;
  /** What Go said in place of a list; empty where there is one. */
  complaint: string;
}

/** Asks Go which files go into which program. */
export async function listPackages(workspace: string, signal: AbortSignal): Promise<PackageList> {
  const fields = '-json=ImportPath,Dir,GoFiles,EmbedFiles,Imports';
  // -e: a file that does not parse still has to be hashed, and built, to show its error.
  const result = await run(goCommand(['list', '-e', fields, './...'], workspace), signal);
  const fault = result.code === 0 ? undefined : environmentFault(result);
  if (fault) throw new Error(fault);
  const packages = new Map(parsePackages(result.stdout).map((found) => [found.ImportPath, found]));
  return { packages, complaint: packages.size > 0 ? '' : result.output };
}

/**
 * For each service a hash over exactly those files of the workspace that go into its program: the files as they are now, by a
 * list that may be older than they are.
 */
export async function hashSources(
  workspace: string,
  { packages, complaint }: PackageList,
): Promise<Record<Service, string>> {
  const shared = await Promise.all(
    ['go.mod', 'go.sum'].map((name) => digest(workspace, join(workspace, name))),
  );
  const hashes = await Promise.all(
    SERVICES.map(async (service) => {
      const own = [...packages.values()].find(
        (found) => relative(workspace, found.Dir) === join(...PARTS[service].program.split('/')),
      );
      const files = own ? filesOf(reachableFrom(own, packages)) : [];
      const digests = await Promise.all(files.map((file) => digest(workspace, file)));
      const hash = createHash('sha256').update([...shared, ...digests.sort(), complaint].join());
      return [service, hash.digest('hex').slice(0, 16)] as const;
    }),
  );
  return Object.fromEntries(hashes) as Record<Service, string>;
}

/**
 * `go list -json` prints one object after the other, without commas. Where there is no module, because go.mod is gone, one of
 * them stands for the pattern and has no folder.
 */
function parsePackages(stdout: string): GoPackage[] {
  if (!stdout.trim()) return [];
  const found = JSON.parse(`[${stdout.replaceAll(/^\}\n\{/gm, '},{')}]`) as Partial<GoPackage>[];
  return found.filter((one): one is GoPackage => one.Dir !== undefined);
}

function reachableFrom(start: GoPackage, packages: PackageList['packages']): GoPackage[] {
  const seen = new Set([start]);
  for (const found of seen) {
    for (const path of found.Imports ?? []) {
      const next = packages.get(path);
      if (next) seen.add(next);
    }
  }
  return [...seen];
}

function filesOf(packages: GoPackage[]): string[] {
  return packages.flatMap((found) =>
    [...(found.GoFiles ?? []), ...(found.EmbedFiles ?? [])].map((name) => join(found.Dir, name)),
  );
}

async function digest(workspace: string, file: string): Promise<string> {
  const hash = await hashFile(file).catch(() => 'unreadable');
  return `${relative(workspace, file)}:${hash}`;
}
