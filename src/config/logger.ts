import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { type Configuration } from './configuration.js';

// What must not be in a log: how to get in, and what people wrote. Texts stay in our tables.
const HIDDEN = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'newPassword',
  'currentPassword',
  'token',
  'accessToken',
  'refreshToken',
  'secret',
  'opinion',
  'text',
];

/** Redaction reaches three levels down (`body.items[0].text` is one entry of a list: `*` matches it). */
function hiddenPaths(): string[] {
  return ['', '*.', '*.*.', '*.*.*.'].flatMap((prefix) =>
    HIDDEN.map((name) =>
      name.includes('-') ? `${prefix.replace(/\.$/, '')}["${name}"]` : `${prefix}${name}`,
    ),
  );
}

/** Also for nestjs-pino: `LoggerModule.forRoot({ pinoHttp: loggerOptions('api', configuration) })`. */
export function loggerOptions(
  name: string,
  configuration: Pick<Configuration, 'LOG_LEVEL' | 'NODE_ENV'>,
): LoggerOptions {
  return {
    name,
    level: configuration.LOG_LEVEL,
    redact: { paths: hiddenPaths(), censor: '[hidden]' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  };
}

/** One JSON object a line on stdout (or `destination`). */
export function createLogger(
  name: string,
  configuration: Pick<Configuration, 'LOG_LEVEL' | 'NODE_ENV'>,
  destination?: DestinationStream,
): Logger {
  const options = loggerOptions(name, configuration);
  return destination ? pino(options, destination) : pino(options);
}
