import { Controller, Header, Headers, Query, Sse } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { EventsQuery } from '../../../contracts/http/events.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import type { ServerEvent } from './reading.js';
import { EventsService } from './events.service.js';

@ApiTags('events')
@Controller('events')
export class EventsController {
  constructor(private readonly events: EventsService) {}

  @Sse()
  @Header('X-Accel-Buffering', 'no')
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: '上一条的 id；断线期间的变化随即补上' })
  @ApiOperation({
    summary:
      '实时更新：work 我的待办有变，notices 未读通知数，process 所看的流程有变；只说编号。每 5 分钟须重连一次',
  })
  stream(
    @CurrentPrincipal() principal: Principal,
    @Query() query: EventsQuery,
    @Headers('last-event-id') mark?: string,
  ): Promise<Observable<ServerEvent>> {
    return this.events.stream(principal, query, mark);
  }
}
