const SUPPORTED = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/** Says why this machine cannot run Spanwise, or nothing. */
export function machineProblem(nodeVersion, platform, arch) {
  if (Number.parseInt(nodeVersion, 10) < 20) {
    return `Spanwise needs Node.js 20 or newer to set itself up; this is ${nodeVersion}.\nGet a newer one from https://nodejs.org/en/download and run the command again.`;
  }
  if (!SUPPORTED.includes(`${platform}-${arch}`)) {
    return `Spanwise runs on Linux (x64, arm64) and macOS; this is ${platform} ${arch}.\nOn Windows, use WSL 2 with Debian or Ubuntu and run the command there.`;
  }
  return undefined;
}
