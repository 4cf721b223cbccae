import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../../domain/errors/refusal.js';
import { Configuration } from '../../config/configuration.js';
import { rolesOf } from '../../http/roles.js';
import { AuthenticationService } from '../access/authentication.service.js';

/** A collector with METRICS_TOKEN, or a system administrator. */
@Injectable()
export class MetricsGuard implements CanActivate {
  constructor(
    private readonly configuration: Configuration,
    private readonly authentication: AuthenticationService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (this.isCollector(headers.authorization)) return true;
    const principal = await this.authentication.principalOf(headers.authorization);
    if (!rolesOf(principal).has('systemAdministrator')) throw new Refusal('FORBIDDEN');
    return true;
  }

  private isCollector(authorization: string | undefined): boolean {
    const { METRICS_TOKEN } = this.configuration;
    return METRICS_TOKEN !== undefined && sameText(authorization ?? '', `Bearer ${METRICS_TOKEN}`);
  }
}

/** In constant time; hashing makes the lengths equal. */
function sameText(a: string, b: string): boolean {
  const [first, second] = [a, b].map((text) => createHash('sha256').update(text).digest()) as [
    Buffer,
    Buffer,
  ];
  return timingSafeEqual(first, second);
}
