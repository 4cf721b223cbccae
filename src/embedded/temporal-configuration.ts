import { writePrivate } from './files.js';
import { stringify } from 'yaml';

/** Can never change for a database (Temporal spreads its rows by it); docker-compose.yml carries the same number. */
export const HISTORY_SHARDS = 4;

export const TEMPORAL_PORT_NAMES = [
  'temporal',
  'temporalFrontendMembership',
  'temporalMatching',
  'temporalMatchingMembership',
  'temporalHistory',
  'temporalHistoryMembership',
  'temporalWorker',
  'temporalWorkerMembership',
] as const;

export type TemporalPorts = Record<(typeof TEMPORAL_PORT_NAMES)[number], number>;

export interface TemporalDatabase {
  port: number;
  user: string;
  password: string;
}

/** The server's configuration file, all four services in one process on loopback; no metrics endpoint, no archival. */
export function writeTemporalConfiguration(
  path: string,
  ports: TemporalPorts,
  database: TemporalDatabase,
  dynamicConfiguration: string,
): void {
  const store = (databaseName: string, connections: number): object => ({
    sql: {
      pluginName: 'postgres12_pgx',
      databaseName,
      connectAddr: `127.0.0.1:${database.port}`,
      connectProtocol: 'tcp',
      user: database.user,
      password: database.password,
      maxConns: connections,
      maxIdleConns: connections,
      maxConnLifetime: '1h',
    },
  });
  const service = (grpcPort: number, membershipPort: number): object => ({
    rpc: { grpcPort, membershipPort, bindOnIP: '127.0.0.1' },
  });
  const address = `127.0.0.1:${ports.temporal}`;
  const configuration = {
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: HISTORY_SHARDS,
      datastores: { default: store('temporal', 20), visibility: store('temporal_visibility', 4) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: {
      frontend: service(ports.temporal, ports.temporalFrontendMembership),
      matching: service(ports.temporalMatching, ports.temporalMatchingMembership),
      history: service(ports.temporalHistory, ports.temporalHistoryMembership),
      worker: service(ports.temporalWorker, ports.temporalWorkerMembership),
    },
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: address },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    publicClient: { hostPort: address },
    dynamicConfigClient: { filepath: dynamicConfiguration, pollInterval: '60s' },
  };
  writePrivate(path, stringify(configuration));
}
