import { ApiProperty } from '@nestjs/swagger';
import { BLUEPRINTS } from '../../domain/blueprints/index.js';
import { ArrayUnique, IsArray, ArrayMinSize, IsIn, IsOptional } from 'class-validator';
import { ChoiceField, DateField, TextField, UuidField } from './field.js';
import { PageOf, PageQuery } from './page.js';

const KINDS = Object.keys(BLUEPRINTS);

export class ProxyQuery extends PageQuery {
  @ChoiceField({
    choices: ['standing', 'over', 'all'],
    optional: true,
    description: '状态：standing 生效中和将生效的（默认），over 已到期或提前结束的，all 全部',
  })
  state: 'standing' | 'over' | 'all' = 'standing';
}

/** 代理: somebody absent names who signs for him. */
export class ProxyBody {
  @UuidField({
    optional: true,
    description: '委托人；不填为本人。双拥办主任、系统管理员可以为本地区领导小组的领导办理',
  })
  principalId?: string;

  @UuidField({ description: '代理人：在同一地区任职，或在其双拥办任职' })
  agentId!: string;

  @TextField({
    max: 12,
    optional: true,
    description: '代理委托人在哪个地区的职务；委托人只在一个地区任职的不必填',
    example: '530925',
  })
  regionCode?: string;

  @DateField({ description: '自哪一天起（含当天）', example: '2027-02-26' })
  from!: string;

  @DateField({ description: '最后一天（含当天）', example: '2027-02-28' })
  to!: string;

  @ApiProperty({
    type: [String],
    enum: KINDS,
    minItems: 1,
    required: false,
    description: '限于哪几种工作；不填为全部',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(KINDS, { each: true })
  kinds?: string[];

  @TextField({ max: 200, description: '原因', example: '外出学习' })
  reason!: string;
}

export class ProxyView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) principalId!: string;
  @ApiProperty({ description: '委托人' }) principalName!: string;
  @ApiProperty({ format: 'uuid' }) agentId!: string;
  @ApiProperty({ description: '代理人' }) agentName!: string;
  @ApiProperty({ example: '530925' }) regionCode!: string;
  @ApiProperty({ format: 'date' }) from!: string;
  @ApiProperty({ format: 'date', description: '最后一天' }) to!: string;
  @ApiProperty({ type: [String], nullable: true, description: '限于哪几种工作；null 为全部' })
  kinds!: string[] | null;
  @ApiProperty() reason!: string;
  @ApiProperty({
    enum: ['coming', 'inForce', 'expired', 'ended'],
    description: '待生效、生效中、已到期、提前结束',
  })
  state!: 'coming' | 'inForce' | 'expired' | 'ended';
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ description: '办理人' }) createdBy!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '由谁提前结束' }) endedBy!: string | null;
}

export class ProxyPage extends PageOf(ProxyView) {}
