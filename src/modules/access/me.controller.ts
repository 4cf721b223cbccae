import { Body, Controller, Get, Ip, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags, ApiTooManyRequestsResponse } from '@nestjs/swagger';
import { MeView, PasswordChangeRequest, SessionsRevoked } from '../../../contracts/http/access.js';
import { Problem } from '../../../contracts/http/problem.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { OwnAccount } from '../../http/roles.js';
import { AccountsService } from './accounts.service.js';
import { meView } from './me.view.js';

@ApiTags('access')
@Controller('me')
export class MeController {
  constructor(private readonly accounts: AccountsService) {}

  @Get()
  @ApiOperation({ summary: '我是谁，今天担任哪些职务' })
  @ApiOkResponse({ type: MeView })
  me(@CurrentPrincipal() principal: Principal): MeView {
    return meView(principal);
  }

  @Put('password')
  @OwnAccount()
  @ApiOperation({ summary: '修改本人密码；本人的其他登录随即失效' })
  @ApiOkResponse({ type: SessionsRevoked })
  @ApiTooManyRequestsResponse({ type: Problem })
  changePassword(
    @CurrentPrincipal() principal: Principal,
    @Body() body: PasswordChangeRequest,
    @Ip() address: string,
  ): Promise<SessionsRevoked> {
    return this.accounts.changePassword(principal, body, address);
  }
}
