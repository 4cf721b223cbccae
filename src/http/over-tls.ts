import type { FastifyRequest } from 'fastify';

/**
 * Whether the browser is connected by TLS. The gateway of a production installation is another machine and says so in a header; who sends
 * that header himself only harms his own cookies.
 */
export function overTls({ protocol, headers }: Pick<FastifyRequest, 'protocol' | 'headers'>): boolean {
  const forwarded = String(headers['x-forwarded-proto'] ?? '').split(',', 1)[0]!;
  return protocol === 'https' || forwarded.trim().toLowerCase() === 'https';
}
