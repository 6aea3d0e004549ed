/** The broker under the Bookstore. The system's own instance of it is never used. */
export const rabbitmq = {
  name: 'rabbitmq',
  title: 'RabbitMQ',
  package: 'rabbitmq-server',
  service: 'rabbitmq-server',
  brew: 'brew install rabbitmq',
  places: [
    '/usr/lib/rabbitmq/bin/rabbitmq-server',
    '/opt/homebrew/sbin/rabbitmq-server',
    '/usr/local/sbin/rabbitmq-server',
  ],
  onPath: ['rabbitmq-server'],
};

/** The browser of the end-to-end tests. */
export const chromium = {
  name: 'chromium',
  title: 'Chromium',
  package: 'chromium',
  brew: 'brew install --cask chromium',
  places: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  onPath: ['chromium', 'chromium-browser', 'google-chrome'],
};

/** The second browser of the end-to-end tests. Nothing installs it: where it is missing, its tests are skipped and say so. */
export const firefox = {
  name: 'firefox',
  title: 'Firefox',
  package: 'firefox-esr',
  brew: 'brew install --cask firefox',
  places: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  onPath: ['firefox-esr', 'firefox'],
};

/** The one command a person types to get a program on this system. */
export function installCommand(program, platform, hasApt) {
  if (platform === 'darwin') return program.brew;
  if (hasApt) return `sudo apt-get update && sudo apt-get install -y ${program.package}`;
  return `install the package ${program.package} with your system's package manager`;
}
