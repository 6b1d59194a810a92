import { createServer, type Server } from 'node:http';

import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import { Config } from '../config/index.js';
import { Database } from '../database/index.js';
import type { Answered } from './answered.js';

/** Clients choose the names of their operations, and each name is a series that somebody has to keep. */
const MOST_NAMES = 200;
const SECONDS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/** What Prometheus is told, at /metrics on a port of its own. Without METRICS_PORT nothing is counted. */
@Injectable()
export class Metrics implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #registry = new Registry();
  readonly #names = new Set<string>();
  readonly #requests: Counter<'operation' | 'kind' | 'code'>;
  readonly #durations: Histogram<'operation' | 'kind'>;
  #server: Server | undefined;

  constructor(
    private readonly config: Config,
    database: Database,
  ) {
    const registers = [this.#registry];
    this.#requests = new Counter({
      name: 'sevenfold_requests_total',
      help: 'Requests that are over, by operation and outcome.',
      labelNames: ['operation', 'kind', 'code'],
      registers,
    });
    this.#durations = new Histogram({
      name: 'sevenfold_request_duration_seconds',
      help: 'Time from the request line to the end of the answer.',
      labelNames: ['operation', 'kind'],
      buckets: SECONDS,
      registers,
    });
    new Gauge({
      name: 'sevenfold_database_connections',
      help: 'Connections of the pool, and requests that wait for one.',
      labelNames: ['state'],
      registers,
      collect() {
        for (const [state, count] of Object.entries(database.connections)) this.set({ state }, count);
      },
    });
    new Gauge({
      name: 'sevenfold_database_up',
      help: 'Whether the database answers.',
      registers,
      async collect() {
        this.set(Number(await database.answers()));
      },
    });
  }

  count({ path, operation, kind, code, status, ms }: Answered): void {
    const labels = kind === undefined ? { operation: path, kind: 'http' } : { operation: this.#known(operation), kind };
    this.#requests.inc({ ...labels, code: code ?? (status < 400 ? 'OK' : `HTTP_${status}`) });
    this.#durations.observe(labels, ms / 1_000);
  }

  async onApplicationBootstrap(): Promise<void> {
    const { metricsPort, host } = this.config;
    if (metricsPort === undefined) return;
    collectDefaultMetrics({ register: this.#registry });
    const server = createServer((request, response) => {
      if (request.url !== '/metrics') {
        response.writeHead(404).end();
        return;
      }
      this.#registry.metrics().then(
        (text) => response.writeHead(200, { 'content-type': this.#registry.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(metricsPort, host, resolve);
    });
  }

  onApplicationShutdown(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
  }

  #known(name: string | undefined): string {
    if (name === undefined) return 'unnamed';
    if (this.#names.has(name)) return name;
    if (this.#names.size >= MOST_NAMES) return 'other';
    this.#names.add(name);
    return name;
  }
}
