import type { Tree } from './tree.ts';

interface Locked {
  hasInstallScript?: boolean;
  os?: string[];
  cpu?: string[];
}

/** Only packages named in package.json's allowScripts may run code when they are installed. */
export function installScripts(tree: Tree): string[] {
  const { packages } = JSON.parse(tree.text('package-lock.json')) as { packages: Record<string, Locked> };
  const { allowScripts = {} } = JSON.parse(tree.text('package.json')) as {
    allowScripts?: Record<string, boolean>;
  };
  const running = Object.entries(packages).filter(([, locked]) => locked.hasInstallScript && isOurs(locked));
  const names = running.map(([path]) =>
    path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
  );
  const refused = names.filter((name) => allowScripts[name] !== true);
  const idle = Object.keys(allowScripts).filter((name) => !names.includes(name));
  return [
    ...refused.map(
      (name) =>
        `package-lock.json: ${name} runs a script when installed. Do without it, or read it and add it to allowScripts.`,
    ),
    ...idle.map((name) => `package.json: allowScripts names ${name}, which runs no script. Take it out.`),
  ];
}

/** Packages for systems Spanwise does not run on are never installed. */
function isOurs({ os, cpu }: Locked): boolean {
  const oneOf = (given: string[] | undefined, ours: string[]) =>
    !given || given.some((name) => ours.includes(name));
  return oneOf(os, ['linux', 'darwin']) && oneOf(cpu, ['x64', 'arm64']);
}
