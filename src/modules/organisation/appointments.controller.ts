import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AppointmentCreate, LastDay } from '../../../contracts/http/organisation-changes.js';
import { AppointmentEnded, AppointmentView } from '../../../contracts/http/organisation.js';
import { Change, type ChangeRequest } from '../../http/change.js';
import { Roles } from '../../http/roles.js';
import { UuidParam } from '../../http/uuid-param.js';
import { AppointmentsService } from './appointments.service.js';

@ApiTags('organisation')
@Roles('office', 'systemAdministrator')
@Controller()
export class AppointmentsController {
  constructor(private readonly appointments: AppointmentsService) {}

  @Post('positions/:id/appointments')
  @ApiOperation({ summary: '任职：已有的人，或新登记的人' })
  @ApiCreatedResponse({ type: AppointmentView })
  appoint(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() body: AppointmentCreate,
  ): Promise<AppointmentView> {
    return this.appointments.appoint(change, id, body);
  }

  @Post('appointments/:id/end')
  @HttpCode(200)
  @ApiOperation({ summary: '免职：答复该职务是否空缺、还有多少未办结的任务' })
  @ApiOkResponse({ type: AppointmentEnded })
  end(
    @Change() change: ChangeRequest,
    @UuidParam('id') id: string,
    @Body() { on }: LastDay,
  ): Promise<AppointmentEnded> {
    return this.appointments.end(change, id, on);
  }
}
