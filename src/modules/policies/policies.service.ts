import { Injectable } from '@nestjs/common';
import type {
  MovedSteps,
  PolicyChange,
  PolicyList,
  PolicyQuery,
  PolicyVersionView,
  ReapplyRequest,
  StepPolicyView,
} from '../../../contracts/http/policies.js';
import { addPolicy, policiesFor, type StoredPolicy } from '../../../database/policies/policy.repository.js';
import { reapplyPolicy } from '../../../database/policies/reapply.js';
import { actorOf } from '../../../database/steps/acting.js';
import type { StepBlueprint } from '../../../domain/blueprints/blueprint.js';
import { blueprintOf, BLUEPRINTS, stepBlueprintOf } from '../../../domain/blueprints/index.js';
import { sentenceOf, Refusal } from '../../../domain/errors/refusal.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { isWithin } from '../../../domain/organisation/region-code.js';
import { describeDeadline } from '../../../domain/time/deadline.js';
import { checkLadder, type LadderPolicy } from '../../../domain/time/ladder.js';
import { formatInstant } from '../../../domain/time/zone.js';
import type { ChangeRequest } from '../../http/change.js';
import type { Principal, PrincipalPosition } from '../../http/principal.js';
import { ROLE_OF } from '../../http/roles.js';
import { signerOf } from '../../http/signer.js';
import { InvalidRequest } from '../../http/validation.js';
import { Database } from '../../workspace/database.service.js';
import { ladderInWords } from '../../../domain/time/ladder-words.js';
import { movedStepsView } from './moved-steps.view.js';

/** Ladders as data: what is in force where, a region's own versions, and giving them to steps that already run. */
@Injectable()
export class PoliciesService {
  constructor(private readonly database: Database) {}

  async list(principal: Principal, { region, kind }: PolicyQuery): Promise<PolicyList> {
    const regionCode = readableRegion(principal, region);
    const kinds = kind === undefined ? Object.values(BLUEPRINTS) : [blueprintOf(kind)];
    const stored = await policiesFor(this.database.manager, regionCode, kind);
    const items = kinds.flatMap((blueprint) =>
      Object.entries<StepBlueprint>(blueprint.steps).map(([step, { label, deadline, ladder }]) => {
        const versions = stored.filter((one) => one.processKind === blueprint.kind && one.stepKey === step);
        return stepPolicy(versions, ladder, {
          kind: blueprint.kind,
          kindLabel: blueprint.label,
          step,
          stepLabel: label,
          deadline: describeDeadline(deadline),
        });
      }),
    );
    return { regionCode, items };
  }

  /** A new version of the region's ladder. Steps that run keep theirs (DOMAIN section 2, 3). */
  async change(
    { principal, key }: ChangeRequest,
    kind: string,
    step: string,
    body: PolicyChange,
  ): Promise<StepPolicyView> {
    stepBlueprintOf(kind, step);
    const { regionCode } = officePosition(principal, body.regionCode);
    const policy = checkedLadder(body.policy);
    await this.database.change(key, async ({ manager, now }) => {
      const added = { regionCode, processKind: kind, stepKey: step, policy, createdBy: principal.personId };
      return { version: await addPolicy(manager, added, now) };
    });
    const { items } = await this.list(principal, { region: regionCode, kind });
    return items.find((item) => item.step === step) as StepPolicyView;
  }

  async reapply(
    { principal, key }: ChangeRequest,
    kind: string,
    step: string,
    { regionCode, reason, dryRun = false }: ReapplyRequest,
  ): Promise<MovedSteps> {
    stepBlueprintOf(kind, step);
    refuseClassified(reason, 'reason');
    const position = officePosition(principal, regionCode);
    const now = this.database.now();
    const actor = actorOf(signerOf(principal), position);
    const input = { regionCode: position.regionCode, kind, key: step, reason, actor, now, dryRun };
    const { manager } = this.database;
    const view = await movedStepsView(manager, await reapplyPolicy(manager, input), dryRun, true);
    // The work commits in batches of its own and repeats without effect; the key keeps the first answer for a retry.
    return dryRun ? view : this.database.change(key, () => Promise.resolve(view));
  }
}

function stepPolicy(
  stored: readonly StoredPolicy[],
  ladder: LadderPolicy,
  about: Pick<StepPolicyView, 'kind' | 'kindLabel' | 'step' | 'stepLabel' | 'deadline'>,
): StepPolicyView {
  const builtIn: PolicyVersionView = {
    id: null,
    source: 'blueprint',
    version: null,
    createdAt: null,
    createdBy: null,
    policy: ladder,
    words: ladderInWords(ladder),
  };
  const versions = [...stored.map(versionView), builtIn];
  return { ...about, current: versions[0] ?? builtIn, versions };
}

function versionView({
  id,
  regionCode,
  version,
  createdAt,
  createdBy,
  policy,
}: StoredPolicy): PolicyVersionView {
  return {
    id,
    source: regionCode === null ? 'installation' : 'region',
    version,
    createdAt: formatInstant(createdAt),
    createdBy,
    policy,
    words: ladderInWords(policy),
  };
}

/** @throws InvalidRequest with every problem under its own path */
function checkedLadder(policy: unknown): LadderPolicy {
  const problems = checkLadder(policy);
  if (problems.length === 0) return policy as LadderPolicy;
  throw new InvalidRequest(
    problems.map(({ path, message }) => ({
      field: path.startsWith('[') || path === '' ? `policy${path}` : `policy.${path}`,
      code: 'POLICY_INVALID',
      detail: sentenceOf('POLICY_INVALID', { reason: message }),
    })),
  );
}

/** Rules are no secret to those who work under them. @throws Refusal NOT_FOUND */
function readableRegion({ positions }: Principal, wanted: string | undefined): string {
  const region = wanted ?? positions[0]?.regionCode;
  if (region === undefined || !positions.some(({ regionCode }) => isWithin(region, regionCode)))
    throw new Refusal('NOT_FOUND');
  return region;
}

/** The post in the office whose region it is about: an office sets the rules of its own region only. @throws Refusal FORBIDDEN */
function officePosition({ positions }: Principal, wanted: string | undefined): PrincipalPosition {
  const position = positions.find(
    ({ kind, regionCode }) => ROLE_OF[kind] === 'office' && (wanted === undefined || regionCode === wanted),
  );
  if (!position) throw new Refusal('FORBIDDEN');
  return position;
}
