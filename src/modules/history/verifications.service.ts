import { Injectable } from '@nestjs/common';
import type { VerificationRequest, VerificationView } from '../../../contracts/http/history.js';
import { verifyAudit, type VerifyScope } from '../../../database/audit/audit-verify.js';
import { visibleProcess } from '../../../database/processes/visibility.js';
import { describeProblem, type ChainProblem } from '../../../domain/history/chain-problem.js';
import { formatInstant } from '../../../domain/time/zone.js';
import type { Principal } from '../../http/principal.js';
import { ROLE_OF } from '../../http/roles.js';
import { scopeOf } from '../../http/scope.js';
import { Database } from '../../workspace/database.service.js';

/** Proves, or disproves, that the record is as it was written. */
@Injectable()
export class VerificationsService {
  constructor(private readonly database: Database) {}

  async verify(principal: Principal, { processId }: VerificationRequest): Promise<VerificationView> {
    const regions = verifiableRegions(principal);
    if (!processId) return this.run({ regions });
    await visibleProcess(this.database.manager, { regions, units: [] }, processId);
    return this.run({ processId });
  }

  private async run(scope: VerifyScope): Promise<VerificationView> {
    const { problem, ...counted } = await verifyAudit(this.database.manager, scope);
    return {
      whole: problem === null,
      at: formatInstant(this.database.now()),
      ...counted,
      problem: problem && {
        ...problem,
        processTitle: await this.titleOf(problem),
        sentence: describeProblem(problem),
      },
    };
  }

  private async titleOf({ processId }: ChainProblem): Promise<string | null> {
    const [row]: { title: string }[] = await this.database.manager.query(
      `select title from process where id = $1`,
      [processId],
    );
    return row?.title ?? null;
  }
}

/** Regions seen whole, and those a system administrator looks after: a proof shows no content. Leaders and units don't ask. */
function verifiableRegions(principal: Principal): string[] {
  const positions = principal.positions.filter(({ kind }) =>
    ['auditor', 'office', 'systemAdministrator'].includes(ROLE_OF[kind]),
  );
  const { regions, accountRegions } = scopeOf({ positions });
  return [...regions, ...accountRegions];
}
