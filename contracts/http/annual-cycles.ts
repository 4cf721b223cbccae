import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ENTRY_STATES, type EntryState } from '../../domain/annual-cycle/entry-states.js';
import type { CivilDate } from '../../domain/time/zone.js';
import type { Light } from '../../domain/time/light.js';
import { BooleanField, IntegerField, NestedField, NestedListField, TextField, UuidField } from './field.js';
import { AnnualPlanBody, PlanEntryBody } from './forms/annual-cycles.js';
import { PageOf, PageQuery } from './page.js';

const REGION = { max: 12, description: '行政区划代码', example: '530925' };
const YEAR = { min: 1949, max: 9999, description: '年度' };
const LIGHTS = ['green', 'yellow', 'red', 'grey'];

export class AnnualDraftQuery {
  @TextField(REGION)
  regionCode!: string;

  @IntegerField(YEAR)
  year!: number;
}

export class AnnualCheckBody extends AnnualDraftQuery {
  @NestedListField(() => PlanEntryBody, {
    min: 1,
    max: 100,
    optional: true,
    description: '全年安排；不填则体检系统提出的计划',
  })
  entries!: PlanEntryBody[];
}

export class AnnualLaunchBody extends AnnualPlanBody {
  @TextField(REGION)
  regionCode!: string;

  @IntegerField(YEAR)
  year!: number;
}

export class AnnualCycleQuery extends PageQuery {
  @TextField({ ...REGION, description: '行政区划代码；含其下级' })
  regionCode!: string;

  @IntegerField({ ...YEAR, optional: true })
  year?: number;
}

export class NewEntryBody {
  @NestedField(() => PlanEntryBody, { description: '增列的安排' })
  entry!: PlanEntryBody;

  @TextField({ max: 500, description: '理由，记入过程' })
  reason!: string;
}

export class NextYearBody {
  @TextField(REGION)
  regionCode!: string;

  @BooleanField({ description: '下一年度是否自行启动' })
  wanted!: boolean;
}

export class PlanEntryView {
  @ApiProperty() key!: string;
  @ApiProperty() kind!: string;
  @ApiProperty() kindLabel!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: String, format: 'date' }) date!: CivilDate;
  @ApiPropertyOptional({ type: Object, description: '启动时提交的表单' }) form?: Record<string, unknown>;
}

/** One finding of 方案体检, of a year or a campaign. */
export class FindingView {
  @ApiProperty({ description: '确认这条提醒时填入 acknowledged' }) id!: string;
  @ApiProperty() code!: string;
  @ApiProperty({ enum: ['error', 'warning'], description: '错误必须改正，提醒须逐条确认' })
  severity!: 'error' | 'warning';
  @ApiProperty({ description: '在方案的哪一处', example: 'entries[3].date' }) where!: string;
  @ApiProperty() message!: string;
  @ApiProperty({ description: '怎样改正' }) mend!: string;
}

export class PlannableKindView {
  @ApiProperty() kind!: string;
  @ApiProperty() label!: string;
  @ApiProperty({ enum: ['year', 'each'], description: '一个年度一项，或者可以多项' }) once!: string;
  @ApiProperty({ type: String, nullable: true, description: '启动表单' }) form!: string | null;
}

export class AnnualDraftView {
  @ApiProperty() regionCode!: string;
  @ApiProperty() region!: string;
  @ApiProperty() year!: number;
  @ApiProperty({ type: [PlanEntryView] }) entries!: PlanEntryView[];
  @ApiProperty({ type: [PlannableKindView], description: '可以列入年度安排的工作' })
  kinds!: PlannableKindView[];
  @ApiProperty({ type: [FindingView] }) findings!: FindingView[];
  @ApiProperty({ type: [String], description: '还缺什么，不能启动' }) missing!: string[];
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: '已经启动的，其编号' })
  launched!: string | null;
  @ApiProperty({ description: '下一年度自行启动' }) launchNextYear!: boolean;
}

export class AnnualCheckView {
  @ApiProperty({ type: [FindingView] }) findings!: FindingView[];
}

export class AnnualCycleView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty() region!: string;
  @ApiProperty() year!: number;
  @ApiProperty() state!: string;
  @ApiProperty({ type: String, nullable: true }) outcome!: string | null;
  @ApiProperty({ type: String, nullable: true }) outcomeLabel!: string | null;
  @ApiProperty({ format: 'date-time' }) launchedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: string | null;
  @ApiProperty({ description: '待启动的安排' }) planned!: number;
  @ApiProperty() started!: number;
  @ApiProperty({ description: '未能启动、等待处理的安排' }) failed!: number;
  @ApiProperty() skipped!: number;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: '下一项安排的日期' })
  nextDate!: string | null;
}

export class AnnualCyclePage extends PageOf(AnnualCycleView) {}

export class EntryProcessView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() state!: string;
  @ApiProperty({ type: String, nullable: true }) outcome!: string | null;
  @ApiProperty({ type: String, nullable: true }) outcomeLabel!: string | null;
  @ApiProperty({ enum: LIGHTS }) light!: Light;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '最近的时限' })
  deadline!: string | null;
  @ApiProperty({ type: [String], description: '正在进行的环节' }) steps!: string[];
  @ApiProperty({ description: '逾期未办的任务' }) overdueTasks!: number;
}

export class YearEntryView extends PlanEntryView {
  @ApiProperty({ enum: Object.keys(ENTRY_STATES) }) state!: EntryState;
  @ApiProperty() stateLabel!: string;
  @ApiProperty({ type: String, nullable: true, description: '未能启动的原因代码' }) code!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '未能启动的原因，或不再进行的理由' })
  reason!: string | null;
  @ApiProperty({ type: EntryProcessView, nullable: true }) process!: EntryProcessView | null;
}

export class CarriedWorkView {
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty() kind!: string;
  @ApiProperty() kindLabel!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ description: '哪一年的工作' }) year!: number;
  @ApiProperty() state!: string;
  @ApiProperty({ type: String, nullable: true }) outcomeLabel!: string | null;
}

export class AnnualCycleDetailView extends AnnualCycleView {
  @ApiProperty({ type: [YearEntryView], description: '全年安排，按日期' }) entries!: YearEntryView[];
  @ApiProperty({ type: [CarriedWorkView], description: '上年列入本年继续跟踪的工作' })
  carriedIn!: CarriedWorkView[];
  @ApiProperty({ type: [CarriedWorkView], description: '列入下年继续跟踪的工作' })
  carriedOut!: CarriedWorkView[];
  @ApiProperty({ description: '下一年度自行启动' }) launchNextYear!: boolean;
}

export class AlarmQuery extends PageQuery {
  @BooleanField({ optional: true, description: '包括已经消除的；默认只列未消除的' })
  all?: boolean;

  @UuidField({ optional: true, description: '只列这个年度的' })
  processId?: string;
}

export class AlarmView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ['entryNotStarted', 'entryFailed', 'yearNotLaunched', 'batchStuck'] }) kind!: string;
  @ApiProperty({ description: '出了什么问题' }) message!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty() year!: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) processId!: string | null;
  @ApiProperty() title!: string;
  @ApiProperty({ type: String, nullable: true, description: '原因，或方案体检的结论' }) detail!:
    string | null;
  @ApiProperty({ format: 'date-time' }) raisedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) clearedAt!: string | null;
}

export class AlarmPage extends PageOf(AlarmView) {}
