import type { PartTable } from './part-spec.ts';

/**
 * The system under study: every part of it, once. Lists, ports, endpoints, variables, start order, colours and filters are
 * derived from here on both runtimes, so that another part is another entry. Entries that are added to a list come last in
 * it: the order also decides which port number each wants.
 */
export const PARTS = {
  storefront: {
    kind: 'service',
    title: 'storefront',
    program: 'cmd/storefront',
    needs: ['catalog', 'orders'],
    entry: { kind: 'server', route: /\/checkout$/ },
    sources: {
      entry: 'internal/web/routes.go',
      calls: {
        catalog: 'internal/storefront/catalog_client.go',
        orders: 'internal/storefront/orders_client.go',
      },
    },
    colour: { terminal: 'cyan', light: '#0067a3', dark: '#5bb5ec' },
    ports: {
      http: {
        name: 'storefront',
        pod: 8080,
        forwarded: true,
        url: { name: 'storefront', variable: 'STOREFRONT_URL' },
      },
    },
  },
  catalog: {
    kind: 'service',
    title: 'catalog',
    program: 'cmd/catalog',
    needs: ['postgres'],
    entry: { kind: 'server', route: /\/books/ },
    sources: { entry: 'internal/web/routes.go' },
    colour: { terminal: 'green', light: '#00795c', dark: '#3fc6a0' },
    ports: {
      http: {
        name: 'catalog',
        pod: 8080,
        forwarded: true,
        url: { name: 'catalog', variable: 'CATALOG_URL' },
      },
    },
  },
  orders: {
    kind: 'service',
    title: 'orders',
    program: 'cmd/orders',
    needs: ['postgres', 'rabbitmq'],
    entry: { kind: 'server', route: /\/orders$/ },
    sources: {
      entry: 'internal/web/routes.go',
      calls: { 'payments-worker': 'internal/queue/publisher.go' },
    },
    colour: { terminal: 'yellow', light: '#b84a00', dark: '#f29357' },
    ports: {
      http: { name: 'orders', pod: 8080, forwarded: true, url: { name: 'orders', variable: 'ORDERS_URL' } },
    },
  },
  'payments-worker': {
    kind: 'service',
    title: 'payments-worker',
    program: 'cmd/payments-worker',
    needs: ['rabbitmq'],
    entry: { kind: 'consumer' },
    sources: { entry: 'internal/queue/traced.go' },
    colour: { terminal: 'magenta', light: '#95397a', dark: '#e08cc2' },
    ports: {
      http: {
        name: 'paymentsWorker',
        pod: 8080,
        forwarded: true,
        url: { name: 'paymentsWorker', variable: 'PAYMENTS_WORKER_URL' },
      },
    },
  },
  postgres: {
    kind: 'store',
    title: 'Postgres',
    variable: 'DATABASE_URL',
    typicalStartMs: { local: 1500 },
    ports: { sql: { name: 'postgres', pod: 5432, forwarded: true } },
  },
  rabbitmq: {
    kind: 'store',
    title: 'RabbitMQ',
    variable: 'AMQP_URL',
    typicalStartMs: { local: 4500 },
    ports: {
      amqp: { name: 'amqp', pod: 5672, forwarded: true },
      distribution: { name: 'rabbitDistribution' },
      epmd: { name: 'epmd' },
    },
  },
  tempo: {
    kind: 'tool',
    title: 'Tempo',
    build: { module: 'tempo', package: 'github.com/grafana/tempo/cmd/tempo', typicalMs: 180_000 },
    ready: { port: 'http', path: '/ready' },
    typicalStartMs: { local: 1000 },
    ports: {
      // Its HTTP API.
      http: { pod: 3200, forwarded: true, url: { name: 'tempo', variable: 'TEMPO_URL' } },
      grpc: { pod: 9095 },
      otlp: { pod: 4317 },
      // Spanwise sends its own spans here, past the Collector, which may be what a learner works on.
      otlpHttp: { pod: 4318, forwarded: true, url: { name: 'tempoOtlp', variable: 'TEMPO_OTLP_URL' } },
    },
  },
  collector: {
    kind: 'tool',
    title: 'the Collector',
    build: {
      module: 'collector',
      package: '.',
      title: 'the OpenTelemetry Collector',
      typicalMs: 150_000,
    },
    ready: { port: 'health', path: '/' },
    typicalStartMs: { local: 800 },
    ports: {
      grpc: { pod: 4317 },
      // Its OTLP/HTTP receiver: POST <url>/v1/traces.
      http: {
        pod: 4318,
        forwarded: true,
        url: { name: 'otlpHttp', variable: 'OTEL_EXPORTER_OTLP_ENDPOINT' },
      },
      // Its own metrics in the Prometheus text format: GET <url>.
      metrics: {
        pod: 8888,
        forwarded: true,
        url: { name: 'collectorMetrics', variable: 'COLLECTOR_METRICS_URL', path: '/metrics' },
      },
      health: { pod: 13133, forwarded: true },
    },
  },
  prometheus: {
    kind: 'tool',
    title: 'Prometheus',
    optional: true,
    build: {
      module: 'prometheus',
      package: 'github.com/prometheus/prometheus/cmd/prometheus',
      // The targets are named one by one. Service discovery would bring in the client of every cloud, and not all can be had.
      tags: 'remove_all_sd',
      typicalMs: 150_000,
    },
    ready: { port: 'http', path: '/-/ready' },
    typicalStartMs: { local: 1000, kind: 9000 },
    ports: { http: { pod: 9090, forwarded: true, url: { name: 'prometheus', variable: 'PROMETHEUS_URL' } } },
  },
  jaeger: {
    kind: 'tool',
    title: 'Jaeger',
    optional: true,
    build: { module: 'jaeger', package: 'github.com/jaegertracing/jaeger/cmd/jaeger', typicalMs: 180_000 },
    ready: { port: 'http', path: '/api/v3/services' },
    fedByCollector: true,
    typicalStartMs: { local: 1000, kind: 12_000 },
    ports: {
      // Its HTTP API: GET <url>/api/v3/traces/<id>.
      http: { pod: 16686, forwarded: true, url: { name: 'jaeger', variable: 'JAEGER_URL' } },
      grpc: {},
      otlpGrpc: { pod: 4317 },
      otlpHttp: { pod: 4318 },
    },
  },
  loki: {
    kind: 'tool',
    title: 'Loki',
    optional: true,
    build: { module: 'loki', package: 'github.com/grafana/loki/v3/cmd/loki', typicalMs: 300_000 },
    ready: { port: 'http', path: '/ready' },
    fedByCollector: true,
    typicalStartMs: { local: 1500, kind: 18_000 },
    ports: {
      http: { pod: 3100, forwarded: true, url: { name: 'loki', variable: 'LOKI_URL' } },
      grpc: { pod: 9096 },
    },
  },
} as const satisfies PartTable;
