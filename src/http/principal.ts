import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { PositionKind, UnitKind } from '../../domain/organisation/kinds.js';
import { Refusal } from '../../domain/errors/refusal.js';

/** A position the person holds today (the workspace's civil date). */
export interface PrincipalPosition {
  id: string;
  kind: PositionKind;
  title: string;
  unitId: string;
  unitName: string;
  unitKind: UnitKind;
  regionCode: string;
  /** 1 province … 5 village. */
  regionLevel: number;
}

/** 代理: a position of somebody else that the person signs for today. */
export interface ProxiedPosition extends PrincipalPosition {
  actingFor: { personId: string; personName: string };
  /** Kinds of process it counts in; null for all. */
  kinds: string[] | null;
}

/** Who is asking: one person, with all positions held today. Loaded once a request. */
export interface Principal {
  personId: string;
  name: string;
  sessionId: string;
  /** The person's own: every right follows from these. */
  positions: PrincipalPosition[];
  /** Others' that the person stands for: they let him see and sign what these positions owe (`signerIn`, `scopeOf`), and nothing else. */
  proxied: ProxiedPosition[];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access guard; undefined on public endpoints. */
    principal?: Principal;
  }
}

/** @throws Refusal UNAUTHENTICATED on an endpoint nobody had to log in for. */
export function principalOf(context: ExecutionContext): Principal {
  const { principal } = context.switchToHttp().getRequest<FastifyRequest>();
  if (principal === undefined) throw new Refusal('UNAUTHENTICATED');
  return principal;
}

/** The person who asks: `list(@CurrentPrincipal() principal: Principal)`. */
export const CurrentPrincipal = createParamDecorator((_: undefined, context: ExecutionContext) =>
  principalOf(context),
);
