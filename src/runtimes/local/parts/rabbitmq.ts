import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from 'amqplib';
import { type Child, startChild } from '../../process/child.ts';
import { secretIn } from '../../state/secret.ts';
import type { LocalContext } from '../context.ts';
import { environment } from '../environment.ts';
import type { Plan } from '../plan.ts';
import { findRabbit, type RabbitPrograms } from './rabbitmq-programs.ts';

const USER = 'bookstore';

/**
 * Copies every message to the exchange amq.rabbitmq.trace, where a check sees headers as they were sent. As the chart
 * labs/cluster/bookstore has it; there is no line for it in the newer rabbitmq.conf, and `trace_on` does not outlive a restart.
 */
const FIREHOSE = '[{rabbit, [{trace_vhosts, [<<"/">>]}]}].\n';

/** A private broker: own node name, ports, data, cookie and port mapper, all on loopback. */
export function rabbitmqPlan(context: LocalContext): Plan {
  const folder = join(context.folders.state, 'rabbitmq');
  let programs: RabbitPrograms;
  let epmd: Child | undefined;
  return {
    part: 'rabbitmq',
    // Four seconds on an idle machine, a minute beside a first build.
    readyWithin: 240_000,
    stopSignal: 'SIGTERM',
    stopWithin: 5000,
    async prepare() {
      const found = await findRabbit();
      if (!found.server || !found.epmd) throw new Error('RabbitMQ is not installed on this machine');
      programs = { server: found.server, epmd: found.epmd };
      await writeConfiguration(context, folder);
      // Started by us, in the foreground: the broker would start one that outlives it.
      await epmd?.stop('SIGTERM', 500);
      epmd = startEpmd(context, programs.epmd, folder);
    },
    command: () => ({
      file: programs.server,
      args: [],
      env: environment(context.instance, brokerEnvironment(context, folder)),
      cwd: folder,
    }),
    async probe() {
      const connection = await connect(await amqpUrl(context), { timeout: 1100 });
      connection.on('error', () => undefined);
      void connection.close().catch(() => undefined);
      return { ok: true, detail: 'answers an AMQP handshake' };
    },
    async afterStop() {
      await epmd?.stop('SIGTERM', 500);
      epmd = undefined;
    },
  };
}

/** The address the services connect to. */
export async function amqpUrl(context: LocalContext): Promise<string> {
  return `amqp://${USER}:${await password(context)}@127.0.0.1:${context.ports.amqp}/`;
}

function password(context: LocalContext): Promise<string> {
  return secretIn(join(context.folders.state, 'secrets', 'rabbitmq'));
}

function startEpmd(context: LocalContext, program: string, folder: string): Child {
  const { epmd: port } = context.ports;
  const child = startChild(
    {
      file: program,
      args: ['-address', '127.0.0.1', '-port', String(port)],
      env: environment(context.instance),
      cwd: folder,
    },
    (line) => context.logs.add('rabbitmq', line),
  );
  const { pid } = child;
  if (pid !== undefined) {
    context.records.add(pid, 'epmd');
    void child.exited.then(() => context.records.remove(pid));
  }
  return child;
}

async function writeConfiguration(context: LocalContext, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const configuration = [
    `listeners.tcp.1 = 127.0.0.1:${context.ports.amqp}`,
    `default_user = ${USER}`,
    `default_pass = ${await password(context)}`,
    'log.file = false',
    'log.console = true',
    // A probe connects every few seconds; each would leave four lines.
    'log.connection.level = error',
    'disk_free_limit.absolute = 50MB',
    'vm_memory_high_watermark.absolute = 512MB',
  ];
  await writeFile(join(folder, 'rabbitmq.conf'), `${configuration.join('\n')}\n`, { mode: 0o600 });
  await writeFile(join(folder, 'advanced.config'), FIREHOSE, { mode: 0o600 });
  await writeFile(join(folder, 'enabled_plugins'), '[].\n', { mode: 0o600 });
  await writeFile(join(folder, 'environment'), '', { mode: 0o600 });
  const cookie = await secretIn(join(context.folders.state, 'secrets', 'erlang-cookie'));
  await writeFile(join(folder, '.erlang.cookie'), cookie, { mode: 0o600 });
}

function brokerEnvironment(context: LocalContext, folder: string): Record<string, string> {
  const { ports } = context;
  return {
    HOME: folder,
    ERL_EPMD_PORT: String(ports.epmd),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: `spanwise-${ports.amqp}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(ports.amqp),
    RABBITMQ_DIST_PORT: String(ports.rabbitDistribution),
    RABBITMQ_CONF_ENV_FILE: join(folder, 'environment'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_ADVANCED_CONFIG_FILE: join(folder, 'advanced.config'),
    RABBITMQ_GENERATED_CONFIG_DIR: join(folder, 'generated'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    // The script then becomes the broker instead of waiting for it, so that the recorded process is the broker.
    RUNNING_UNDER_SYSTEMD: 'true',
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS:
      '-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none',
  };
}
