"""MiniStack 1.5.33 as it is, but for a few things that our stacks need. A name that is gone fails here, loudly."""

from ministack.app import main
from ministack.services import stepfunctions
from ministack.services.cloudformation import provisioners

# TimeoutSeconds of a Task as a JSONata expression. MiniStack hands the text of the expression to the wait itself, which
# ends the execution with States.Runtime; every other field it evaluates, so its own evaluator is asked once more.
execute_as_it_is = stepfunctions._execute_task


def execute_task(state, raw_input, execution, ctx):
    if "TimeoutSeconds" in state and stepfunctions._state_query_language(state, ctx) == "JSONata":
        seconds = stepfunctions._jsonata_state_field(state, "TimeoutSeconds", "number", raw_input, ctx)
        state = {**state, "TimeoutSeconds": seconds}
    return execute_as_it_is(state, raw_input, execution, ctx)


stepfunctions._execute_task = execute_task

# The DNS tokens of a sender's domain, which CloudFormation can tell and MiniStack cannot.
sender = provisioners._RESOURCE_HANDLERS["AWS::SES::EmailIdentity"]
create_as_it_is = sender["create"]


def create_sender(logical_id, props, stack_name):
    domain, known = create_as_it_is(logical_id, props, stack_name)
    names = {f"DkimDNSTokenName{n}": f"token{n}._domainkey.{domain}" for n in (1, 2, 3)}
    values = {f"DkimDNSTokenValue{n}": f"token{n}.dkim.amazonses.com" for n in (1, 2, 3)}
    return domain, {**names, **values, **known}


sender["create"] = create_sender

# An alarm on a sum of metrics. MiniStack never evaluates an alarm of ours, and refuses this kind; it is kept by the
# first of what it sums. That it sums rightly is asserted on the template.
alarm_as_it_is = provisioners._cw_metric_alarm_record


def alarm_record(name, props):
    counted = [one["MetricStat"] for one in props.get("Metrics") or [] if "MetricStat" in one]
    if not counted:
        return alarm_as_it_is(name, props)
    first = {**counted[0]["Metric"], "Period": counted[0]["Period"], "Statistic": counted[0]["Stat"]}
    return alarm_as_it_is(name, {**{key: value for key, value in props.items() if key != "Metrics"}, **first})


provisioners._cw_metric_alarm_record = alarm_record

main()
