import { Injectable } from '@nestjs/common';
import type {
  CampaignBody,
  CampaignCheckView,
  CampaignDraftQuery,
  CampaignDraftView,
} from '../../../contracts/http/campaigns.js';
import type { LaunchedView } from '../../../contracts/http/processes.js';
import { checkPlan } from '../../../database/campaigns/check-plan.js';
import { filingUnitsOf } from '../../../database/organisation/unit.repository.js';
import { calendarOf } from '../../../database/steps/step-rules.js';
import { draftCampaign } from '../../../domain/campaign/draft.js';
import type { CampaignLaunchForm, CampaignPlan } from '../../../domain/campaign/forms.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { findingId } from '../../../domain/launch-check/finding.js';
import { refuseClassified } from '../../../domain/needs/classified-form.js';
import { regionLabel } from '../../../domain/organisation/region-label.js';
import { civilDateOf, startOfDay, yearOf } from '../../../domain/time/zone.js';
import type { ChangeRequest } from '../../http/change.js';
import { checkedForm, civilDateIn } from '../../http/checked-form.js';
import type { Principal } from '../../http/principal.js';
import { ROLE_OF } from '../../http/roles.js';
import { Database } from '../../workspace/database.service.js';
import { LaunchService } from '../processes/launch.service.js';

/** A campaign before it runs: the draft, its check, the launch. */
@Injectable()
export class CampaignLaunchService {
  constructor(
    private readonly database: Database,
    private readonly launching: LaunchService,
  ) {}

  /** The default plan for a region from a day on, with what there is to be said of it. @throws Refusal NOT_FOUND, FORBIDDEN, INVALID_DATE */
  async draft(principal: Principal, { regionCode, from }: CampaignDraftQuery): Promise<CampaignDraftView> {
    const { manager } = this.database;
    const now = this.database.now();
    onlyOffice(principal, regionCode);
    const [region]: { name: string }[] = await manager.query(`select name from region where code = $1`, [
      regionCode,
    ]);
    if (!region) throw new Refusal('NOT_FOUND', {}, 'regionCode');
    const first = from === undefined ? civilDateOf(now) : civilDateIn(from, 'from', '活动第一天');
    const plan = draftCampaign({
      region: regionLabel(region.name),
      from: first,
      calendar: await calendarOf(manager),
      units: await filingUnitsOf(manager, regionCode, civilDateOf(now)),
    });
    return { regionCode, form: plan, ...(await this.checked(regionCode, plan)) };
  }

  /** 方案体检 without a launch. @throws Refusal FORBIDDEN, INVALID_DATE */
  async check(principal: Principal, { regionCode, form }: CampaignBody): Promise<CampaignCheckView> {
    onlyOffice(principal, regionCode);
    refuseClassified(form, 'form');
    const { acknowledged: _, ...plan } = checkedForm('campaignLaunch', plain(form)) as CampaignLaunchForm;
    return this.checked(regionCode, plan);
  }

  /** The same launch as every process's, in the year in which the campaign begins. @throws as LaunchService.launch */
  launch(change: ChangeRequest, { regionCode, form }: CampaignBody): Promise<LaunchedView> {
    const year = yearOf(startOfDay(civilDateIn(form.fromDate, 'form.fromDate', '活动第一天')));
    return this.launching.launch(change, { kind: 'campaign', regionCode, year, form: plain(form) });
  }

  private async checked(regionCode: string, plan: CampaignPlan): Promise<CampaignCheckView> {
    const now = this.database.now();
    const findings = await checkPlan(this.database.manager, { regionCode, plan, now });
    const count = (wanted: string) => findings.filter(({ severity }) => severity === wanted).length;
    return {
      errors: count('error'),
      warnings: count('warning'),
      findings: findings.map((finding) => ({ id: findingId(finding), ...finding })),
    };
  }
}

/** The body as it came over the wire: the form is checked by the same class whichever endpoint takes it. */
const plain = (form: object): Record<string, unknown> =>
  JSON.parse(JSON.stringify(form)) as Record<string, unknown>;

/** @throws Refusal FORBIDDEN for whoever is not in the office of the region or of one above it */
function onlyOffice({ positions }: Principal, regionCode: string): void {
  const own = positions.some(
    (position) => ROLE_OF[position.kind] === 'office' && regionCode.startsWith(position.regionCode),
  );
  if (!own) throw new Refusal('FORBIDDEN');
}
