import { ApiProperty } from '@nestjs/swagger';
import { IntegerField, NestedListField, TextField } from './field.js';
import { PlanEntryBody } from './forms/annual-cycles.js';

export const CALENDAR_FILE = 'text/calendar';

/** A year's plan that isn't launched yet. */
export class PlanPreviewBody {
  @TextField({ max: 12, description: '行政区划代码', example: '530925' })
  regionCode!: string;

  @IntegerField({ min: 2004, max: 2099, description: '年度' })
  year!: number;

  @NestedListField(() => PlanEntryBody, { min: 1, max: 100, description: '全年安排' })
  entries!: PlanEntryBody[];
}

/** launch 启动 · due 时限 · gathering 开会、开展. */
export const DAY_ITEMS = ['launch', 'gathering', 'due'] as const;
const BASES = ['legal', 'computed', 'estimated'] as const;

export class DayItemView {
  @ApiProperty({ enum: DAY_ITEMS, description: 'launch 启动，gathering 开会或开展，due 到期' })
  what!: (typeof DAY_ITEMS)[number];
  @ApiProperty({ description: '全年安排里的编号' }) entry!: string;
  @ApiProperty() kind!: string;
  @ApiProperty() kindLabel!: string;
  @ApiProperty({ description: '名称' }) title!: string;
  @ApiProperty({ type: String, nullable: true, description: '环节' }) step!: string | null;
  @ApiProperty({ type: String, nullable: true }) stepLabel!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '制度依据' }) article!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: '环节从哪一天起' })
  opens!: string | null;
  @ApiProperty({
    enum: BASES,
    nullable: true,
    type: String,
    description: 'legal 法定日期，computed 由启动日推算，estimated 前面的环节都到期才办完时的估计',
  })
  basis!: (typeof BASES)[number] | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '开会的时刻' })
  startsAt!: string | null;
  @ApiProperty({ type: [String], format: 'uuid', description: '事先能确定的单位' }) unitIds!: string[];
}

export class PlanDayView {
  @ApiProperty({ format: 'date' }) date!: string;
  @ApiProperty({ type: String, nullable: true, description: '休息日的名称；工作日为 null' }) rest!:
    string | null;
  @ApiProperty({ type: [DayItemView] }) items!: DayItemView[];
}

export class BusiestWeekView {
  @ApiProperty({ format: 'date', description: '星期一' }) from!: string;
  @ApiProperty({ format: 'date' }) to!: string;
  @ApiProperty({ description: '到期几件' }) count!: number;
}

export class PlannedLoadView {
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  @ApiProperty({ description: '单位简称' }) name!: string;
  @ApiProperty({ description: '全年到期几件' }) total!: number;
  @ApiProperty({ type: [Number], description: '一月至十二月各到期几件' }) months!: number[];
  @ApiProperty({ type: BusiestWeekView, nullable: true }) busiest!: BusiestWeekView | null;
}

/** The whole year as a calendar: only days with something on them. */
export class PlanPreviewView {
  @ApiProperty() regionCode!: string;
  @ApiProperty() year!: number;
  @ApiProperty({ description: '放假安排还没有公布，日期可能变动' }) provisional!: boolean;
  @ApiProperty({ type: [PlanDayView] }) days!: PlanDayView[];
  @ApiProperty({ type: [PlannedLoadView], description: '各单位的工作量，多的在前' })
  units!: PlannedLoadView[];
}
