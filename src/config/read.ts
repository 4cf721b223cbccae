import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';
import { Configuration } from './configuration.js';

/** What a process can't do without; the rest has a default or may be absent. */
export type Need = 'DATABASE_URL' | 'OWNER_DATABASE_URL' | 'TEMPORAL_ADDRESS';

export type Configured<N extends Need = never> = Configuration & Required<Pick<Configuration, N>>;

export const SERVICE_NEEDS = ['DATABASE_URL', 'TEMPORAL_ADDRESS'] as const;
export const MIGRATION_NEEDS = ['OWNER_DATABASE_URL'] as const;

/** EX_CONFIG of sysexits.h. */
export const EXIT_CONFIGURATION = 78;

export class ConfigurationError extends Error {
  constructor(readonly faults: readonly { variable: string; rule: string }[]) {
    super(
      [
        '环境变量有误 (the environment has errors):',
        ...faults.map(({ variable, rule }) => `  ${variable}: ${rule}`),
        '说明见 .env.example (each is explained in .env.example).',
      ].join('\n'),
    );
    this.name = 'ConfigurationError';
  }
}

/** The names of all variables, from the rules on the class: a property without a rule would not be read at all. */
export function variableNames(): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(Configuration, '', false, false);
  return [...new Set(rules.map((rule) => rule.propertyName))];
}

/** Reads and checks the environment, and names everything that is wrong with it at once. @throws ConfigurationError */
export function readConfiguration<const N extends readonly Need[] = []>(
  environment: NodeJS.ProcessEnv,
  needs?: N,
): Configured<N[number]> {
  const given = Object.fromEntries(
    variableNames()
      .map((name) => [name, environment[name]?.trim()])
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const configuration = plainToInstance(Configuration, given, { exposeDefaultValues: true });
  const faults = validateSync(configuration, { stopAtFirstError: true }).map((error) => ({
    variable: error.property,
    rule: Object.values(error.constraints ?? {})[0] ?? '',
  }));
  for (const need of needs ?? []) {
    if (configuration[need] === undefined) faults.push({ variable: need, rule: '必须设置 (must be set)' });
  }
  if (faults.length > 0) throw new ConfigurationError(faults);
  return configuration as Configured<N[number]>;
}

/** For the first line of a process: the configuration, or the list of errors on stderr and exit code 78. */
export function configurationOrExit<const N extends readonly Need[] = []>(needs?: N): Configured<N[number]> {
  try {
    return readConfiguration(process.env, needs);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_CONFIGURATION);
  }
}
