import { ApiProperty } from '@nestjs/swagger';
import {
  BooleanField,
  ChoiceField,
  IntegerField,
  NestedField,
  NestedListField,
  TextField,
  TextListField,
} from './field.js';
import { PlanEntryBody } from './forms/annual-cycles.js';
import { PageOf, PageQuery } from './page.js';

export const BATCH_STATES = ['waiting', 'launched', 'already', 'refused'] as const;

export class BelowBody {
  @TextField({ max: 12, description: '行政区划代码；其下级不含本身', example: '53' })
  regionCode!: string;

  @IntegerField({ min: 2, max: 5, description: '哪一级：2 市州，3 县区，4 乡镇街道，5 村社区' })
  level!: number;
}

export class NewBatchBody {
  @TextListField({ min: 1, max: 5_000, each: 12, optional: true, description: '要启动的地区' })
  regionCodes!: string[];

  @NestedField(() => BelowBody, { optional: true, description: '按级启动；或者某地区之下某一级的全部地区' })
  below!: BelowBody;

  @IntegerField({ min: 1949, max: 9999, description: '年度' })
  year!: number;

  @BooleanField({ optional: true, description: '有提醒照常启动；方案体检只有提醒的，默认列为未启动，待确认' })
  acknowledgeWarnings: boolean = false;

  @BooleanField({ optional: true, description: '各地区下一年度自行启动；默认不改变' })
  launchNextYear: boolean = false;

  @NestedListField(() => PlanEntryBody, {
    min: 1,
    max: 100,
    optional: true,
    description: '各地区共同的安排；不填则采用系统对各地区提出的计划',
  })
  entries!: PlanEntryBody[];
}

export class BatchCountsView {
  @ApiProperty() waiting!: number;
  @ApiProperty() launched!: number;
  @ApiProperty({ description: '此前已经启动' }) already!: number;
  @ApiProperty() refused!: number;
}

export class NewBatchView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: '地区数' }) regions!: number;
}

export class ResumedBatchView {
  @ApiProperty({ description: '将要启动的地区数' }) waiting!: number;
}

export class BatchQuery extends PageQuery {
  @ChoiceField({ choices: BATCH_STATES, optional: true, description: '只列这种结果的地区' })
  state?: string;
}

export class BatchRegionView {
  @ApiProperty() regionCode!: string;
  @ApiProperty() region!: string;
  @ApiProperty({ enum: BATCH_STATES }) state!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) processId!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '未启动的原因代码' }) code!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '未启动的原因' }) message!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) settledAt!: string | null;
}

export class BatchListQuery extends PageQuery {
  @TextField({ max: 12, description: '行政区划代码；含其下级发起的', example: '53' })
  regionCode!: string;
}

/** A batch without its regions. */
export class BatchLineView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: '由哪个地区启动' }) regionCode!: string;
  @ApiProperty() year!: number;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) finishedAt!: string | null;
  @ApiProperty({ description: '启动人' }) launchedBy!: string;
  @ApiProperty({ type: BatchCountsView }) counts!: BatchCountsView;
}

export class BatchPage extends PageOf(BatchLineView, '新的在前') {}

export class BatchView extends BatchLineView {
  @ApiProperty({ type: [BatchRegionView], description: '各地区的结果，按代码' }) regions!: BatchRegionView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
