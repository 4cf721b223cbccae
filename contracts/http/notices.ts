import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, IsRFC3339, IsUUID, Matches } from 'class-validator';
import { NOTICE_KINDS } from '../../domain/notices/notice.js';
import { CLOCK, SETTING_LIMITS } from '../../domain/notices/settings.js';
import { BooleanField, ChoiceField, IntegerField, NestedField, TextField } from './field.js';
import { PageOf, PageQuery } from './page.js';

/** Most notices that one request marks. */
const MOST_READ = 200;

/** `HH:mm`, Beijing time. */
const ClockField = (description: string): PropertyDecorator =>
  applyDecorators(
    TextField({ min: 5, max: 5, optional: true, description, example: '08:30' }),
    Matches(CLOCK),
  );

export class NoticeQuery extends PageQuery {
  @ChoiceField({ choices: ['true', 'false'], optional: true, description: '只看未读；true：是' })
  unread?: 'true' | 'false';
}

export class NoticeView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: NOTICE_KINDS, enumName: 'NoticeKind' })
  kind!: string;

  @ApiProperty({ description: '逾期、督办' })
  urgent!: boolean;

  @ApiProperty({ example: '新任务：报送清单' })
  title!: string;

  @ApiProperty({ description: '一句话' })
  line!: string;

  @ApiProperty({ description: '控制台里的路径', example: '/tasks/0199…' })
  link!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  deadline!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readAt!: string | null;
}

export class NoticePage extends PageOf(NoticeView) {}

export class UnreadCount {
  @ApiProperty({ type: 'integer', description: '未读条数' })
  unread!: number;
}

/** Either the notices named, or every one up to an instant. */
export class ReadRequest {
  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: MOST_READ, description: '哪些提醒' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_READ)
  @IsUUID(undefined, { each: true })
  ids?: string[];

  @ApiPropertyOptional({
    format: 'date-time',
    description: '截至时间；与这些提醒二者选一：截至这个时间的全部提醒',
  })
  @IsOptional()
  @IsRFC3339()
  until?: string;
}

export class QuietHoursChange {
  @ClockField('免打扰开始（北京时间）')
  from?: string;

  @ClockField('免打扰结束；与开始相同表示不设')
  to?: string;

  @BooleanField({ optional: true, description: '休息日、节假日全天免打扰；调休上班日除外' })
  nonWorkingDays?: boolean;
}

/** What is left out follows the wider place: the office's settings, then the product's. Urgent notices go at any hour. */
export class DigestSettingsChange {
  @IntegerField({
    ...SETTING_LIMITS.urgentMinutes,
    optional: true,
    description: '逾期、督办提醒最迟几分钟内发出',
  })
  urgentMinutes?: number;

  @ClockField('每日汇总的时间（北京时间）')
  digestAt?: string;

  @IntegerField({
    ...SETTING_LIMITS.windowMinutes,
    optional: true,
    description: '其他提醒最多攒几分钟；null：只随每日汇总',
  })
  windowMinutes?: number | null;

  @NestedField(() => QuietHoursChange, { optional: true, description: '免打扰时间' })
  quiet?: QuietHoursChange;
}

export class PreferenceChange {
  @BooleanField({ description: '是否发送电子邮件' })
  enabled!: boolean;

  @NestedField(() => DigestSettingsChange, { description: '与单位设置不同的地方' })
  settings!: DigestSettingsChange;
}

class QuietHoursView {
  @ApiProperty({ example: '22:00' })
  from!: string;

  @ApiProperty({ example: '07:00' })
  to!: string;

  @ApiProperty()
  nonWorkingDays!: boolean;
}

export class DigestSettingsView {
  @ApiProperty({ type: 'integer' })
  urgentMinutes!: number;

  @ApiProperty({ example: '08:30' })
  digestAt!: string;

  @ApiProperty({ type: 'integer', nullable: true })
  windowMinutes!: number | null;

  @ApiProperty({ type: QuietHoursView })
  quiet!: QuietHoursView;
}

export class PreferenceView extends PreferenceChange {
  @ApiProperty({ description: '个人资料里有没有电子邮箱' })
  hasEmail!: boolean;

  @ApiProperty({ type: DigestSettingsView, description: '实际生效的设置' })
  effective!: DigestSettingsView;
}

const REGION = { min: 2, max: 12, description: '行政区划代码', example: '530925' };

export class RegionSettingsQuery {
  @TextField(REGION)
  regionCode!: string;
}

export class RegionSettingsChange {
  @TextField(REGION)
  regionCode!: string;

  @NestedField(() => DigestSettingsChange, { description: '提醒设置' })
  settings!: DigestSettingsChange;
}

export class RegionSettingsView extends RegionSettingsChange {
  @ApiProperty({ type: DigestSettingsView, description: '实际生效的设置（含上级设置）' })
  effective!: DigestSettingsView;
}

export const DELIVERY_STATES = ['pending', 'sent', 'failed', 'dead'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export class DeliveryQuery extends PageQuery {
  @ChoiceField({
    choices: DELIVERY_STATES,
    optional: true,
    description: '发送状态：待发、已发、失败待重试、多次失败后停止',
    enumName: 'DeliveryState',
  })
  state?: DeliveryState;
}

export class DeliveryView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: ['email', 'webhook'] })
  channel!: 'email' | 'webhook';

  @ApiProperty({ description: '收件人姓名，或回调地址的名称' })
  to!: string;

  @ApiProperty({ description: '管理员发出的测试' })
  test!: boolean;

  @ApiProperty({ type: 'integer', description: '包含的提醒条数' })
  notices!: number;

  @ApiProperty({ enum: DELIVERY_STATES, enumName: 'DeliveryState' })
  state!: DeliveryState;

  @ApiProperty({ type: 'integer' })
  attempts!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '下次尝试' })
  nextAt!: string | null;

  @ApiProperty({ type: String, nullable: true, description: '最近一次失败的代码', example: 'ECONNREFUSED' })
  lastError!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  sentAt!: string | null;
}

export class DeliveryPage extends PageOf(DeliveryView) {}

const SECRET = { min: 16, max: 200, description: '签名密钥：只能写入，任何答复都不会返回' };
const URL_FIELD = {
  max: 500,
  description: '网址；只能用 https，本机可以用 http',
  example: 'https://example.gov.cn/yushui',
};
const NAME = { max: 50, description: '名称', example: '县政务协同平台' };

export class WebhookEndpointCreate {
  @TextField({ ...REGION, description: '通知哪个地区（含下级）的工作' })
  regionCode!: string;

  @TextField(NAME)
  name!: string;

  @TextField(URL_FIELD)
  url!: string;

  @TextField(SECRET)
  secret!: string;

  @BooleanField({ description: '启用' })
  enabled!: boolean;
}

export class WebhookEndpointChange {
  @TextField(NAME)
  name!: string;

  @TextField({ ...URL_FIELD, optional: true, description: '网址；不填：不变' })
  url?: string;

  @TextField({ ...SECRET, optional: true, description: '签名密钥；不填：不变' })
  secret?: string;

  @BooleanField({ description: '启用' })
  enabled!: boolean;
}

export class WebhookEndpointView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  regionCode!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ description: '? 后面的内容可能是凭据，不显示', example: 'https://example.gov.cn/yushui' })
  url!: string;

  @ApiProperty()
  enabled!: boolean;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

/** A message that is on its way: ask for it under /deliveries/{id}. */
export class DeliveryStarted {
  @ApiProperty({ format: 'uuid' })
  deliveryId!: string;
}

export class WebhookEndpointRemoved {
  @ApiProperty({ format: 'uuid' })
  id!: string;
}
