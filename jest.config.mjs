// Two workers on two cores, which share one PostgreSQL and one Temporal server: each file has a database and task queues of its own.
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^content-disposition$': '<rootDir>/test/support/content-disposition.cjs',
  },
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  maxWorkers: 2,
  // Modules of a file that is over are never freed in ESM mode: a worker that has grown makes room for a fresh one.
  workerIdleMemoryLimit: '600MB',
  testTimeout: 60_000,
};
