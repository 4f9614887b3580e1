"""Further programs about cancel scopes, nurseries, limiters and streams, asked of Trio 0.22: python asked_trio.py > asked_trio.json."""
import json, math, sys
import trio
ms = 0.01
out = []
def shown(e):
    if isinstance(e, BaseExceptionGroup): return {'group': 'ExceptionGroup', 'children': [shown(c) for c in e.exceptions]}
    n = {'TooSlowError': 'TimeoutError', 'Cancelled': 'CancelledError', 'BrokenResourceError': 'Broken', 'ClosedResourceError': 'Closed', 'EndOfChannel': 'EndOfStream'}.get(type(e).__name__, type(e).__name__)
    return [n, str(e) if n in ('ValueError', 'KeyError') else '']
def ask(f):
    log = []
    async def main():
        try: return {'ok': await f(log.append)}
        except BaseException as e: return {'raised': shown(e)}
    result = trio.run(main, strict_exception_groups=True)
    out.append({'id': f.__name__.replace('_', '-'), 'what': f.__doc__ or '', 'log': log, 'result': result})
def V(m='v'): return ValueError(m)
async def child(log, name, t, raises=None):
    log(f'{name}:start')
    try: await trio.sleep(t)
    except trio.Cancelled: log(f'{name}:cancelled'); raise
    if raises: log(f'{name}:raise'); raise raises
    log(f'{name}:end')
async def breaks(log, name, t, error):
    log(f'{name}:start')
    try: await trio.sleep(t)
    finally: log(f'{name}:breaks'); raise error
@ask
async def outer_does_not_reach_a_shield(log):
    with trio.CancelScope() as outer:
        with trio.CancelScope(shield=True) as inner:
            outer.cancel()
            await trio.sleep(ms); log('shielded')
        log('behind the shield')
        await trio.sleep(ms); log('never')
    return [outer.cancelled_caught, inner.cancelled_caught]
@ask
async def shield_taken_away_while_it_waits(log):
    with trio.CancelScope() as outer:
        with trio.CancelScope(shield=True) as inner:
            outer.cancel()
            async with trio.open_nursery() as n:
                n.start_soon(child, log, 'a', 1)
                await trio.sleep(ms)
                inner.shield = False
                await trio.sleep(1)
    return [outer.cancelled_caught, inner.cancelled_caught]
@ask
async def shield_put_up_later(log):
    with trio.CancelScope() as outer:
        with trio.CancelScope() as inner:
            inner.shield = True
            outer.cancel()
            await trio.sleep(ms); log('shielded')
    return [outer.cancelled_caught, inner.cancelled_caught]
@ask
async def shield_with_a_limit_of_its_own(log):
    with trio.CancelScope() as outer:
        outer.cancel()
        with trio.move_on_after(ms) as inner:
            inner.shield = True
            await trio.sleep(1)
        log(str(inner.cancelled_caught))
    return [outer.cancelled_caught, inner.cancelled_caught]
@ask
async def both_cancelled_the_outer_catches(log):
    with trio.CancelScope() as outer:
        with trio.CancelScope() as inner:
            inner.cancel(); outer.cancel()
            await trio.sleep(1)
        log('between')
    return [outer.cancelled_caught, inner.cancelled_caught]
@ask
async def cancelled_by_a_child(log):
    async with trio.open_nursery() as n:
        async def stops(): await trio.sleep(ms); log('stop'); n.cancel_scope.cancel()
        n.start_soon(stops)
        n.start_soon(child, log, 'b', 1)
    log('after')
    return n.cancel_scope.cancelled_caught
@ask
async def cancelled_twice(log):
    with trio.CancelScope() as s:
        s.cancel(); s.cancel()
        await trio.sleep(1)
    s.cancel()
    return [s.cancel_called, s.cancelled_caught]
@ask
async def used_twice(log):
    s = trio.CancelScope()
    with s: pass
    with s: pass
@ask
async def used_within_itself(log):
    s = trio.CancelScope()
    with s:
        with s: pass
@ask
async def cancelled_before_it_is_entered(log):
    s = trio.CancelScope()
    s.cancel()
    with s:
        log('entered')
        await trio.sleep(1)
    return [s.cancel_called, s.cancelled_caught]
@ask
async def same_limit_outside_and_inside(log):
    with trio.move_on_after(ms) as outer:
        try:
            with trio.fail_after(ms): await trio.sleep(1)
        except trio.TooSlowError: log('too slow')
    return outer.cancelled_caught
@ask
async def error_in_cleanup_leaves(log):
    with trio.move_on_after(ms) as s:
        await breaks(log, 'a', 1, V())
@ask
async def error_in_cleanup_is_not_caught(log):
    try:
        with trio.move_on_after(ms) as s: await breaks(log, 'a', 1, V())
    except ValueError: pass
    return [s.cancel_called, s.cancelled_caught]
@ask
async def moved_on_with_a_group(log):
    with trio.move_on_after(ms) as s:
        async with trio.open_nursery() as n:
            n.start_soon(child, log, 'a', 1)
            n.start_soon(child, log, 'b', 1)
    return s.cancelled_caught
@ask
async def moved_on_with_a_group_that_also_fails(log):
    with trio.move_on_after(ms) as s:
        async with trio.open_nursery() as n:
            n.start_soon(child, log, 'a', 1)
            n.start_soon(breaks, log, 'b', 1, V())
@ask
async def deadline_extended_after_it_was_over(log):
    with trio.move_on_after(ms) as s:
        try: await trio.sleep(1)
        except trio.Cancelled:
            s.deadline += 10
            await trio.sleep(ms); log('never')
    return [s.cancel_called, s.cancelled_caught]
@ask
async def effective_deadline_is_the_earliest(log):
    with trio.move_on_after(5):
        with trio.move_on_after(10):
            left = trio.current_effective_deadline() - trio.current_time()
            return 4 < left <= 5
@ask
async def effective_deadline_when_cancelled(log):
    with trio.CancelScope() as s:
        s.cancel()
        return trio.current_effective_deadline() == -math.inf
@ask
async def effective_deadline_without_any(log): return trio.current_effective_deadline() == math.inf
@ask
async def deadline_of_a_scope_without_one(log):
    with trio.CancelScope() as s: return s.deadline == math.inf
@ask
async def deadline_in_the_past_when_set(log):
    with trio.CancelScope() as s:
        s.deadline = trio.current_time() - 1
        await trio.sleep(1); log('never')
    return s.cancelled_caught
@ask
async def child_begun_in_a_cancelled_group(log):
    async with trio.open_nursery() as n:
        n.cancel_scope.cancel()
        n.start_soon(child, log, 'a', 1)
@ask
async def start_gives_nothing(log):
    async with trio.open_nursery() as n:
        async def serve(task_status=trio.TASK_STATUS_IGNORED): task_status.started(); log('started')
        return await n.start(serve)
@ask
async def started_twice(log):
    async with trio.open_nursery() as n:
        async def serve(task_status=trio.TASK_STATUS_IGNORED):
            task_status.started(1)
            try: task_status.started(2)
            except RuntimeError: log('refused')
        return await n.start(serve)
@ask
async def ends_without_started(log):
    async with trio.open_nursery() as n:
        async def serve(task_status=trio.TASK_STATUS_IGNORED): log('ends')
        try: await n.start(serve)
        except RuntimeError: return 'RuntimeError'
@ask
async def fails_behind_started(log):
    async with trio.open_nursery() as n:
        async def serve(task_status=trio.TASK_STATUS_IGNORED): task_status.started(1); await trio.sleep(ms); raise V()
        log(str(await n.start(serve)))
        n.start_soon(child, log, 'b', 1)
@ask
async def a_start_that_runs_into_a_limit(log):
    async with trio.open_nursery() as n:
        async def serve(task_status=trio.TASK_STATUS_IGNORED): await child(log, 'serve', 1)
        with trio.move_on_after(ms) as s: await n.start(serve)
        log(str(s.cancelled_caught))
    log('after')
@ask
async def the_same_borrower_twice(log):
    l, who = trio.CapacityLimiter(3), object()
    await l.acquire_on_behalf_of(who); await l.acquire_on_behalf_of(who)
@ask
async def none_left_to_take(log):
    l = trio.CapacityLimiter(1); l.acquire_on_behalf_of_nowait('a')
    try: l.acquire_on_behalf_of_nowait('b')
    except trio.WouldBlock: return 'WouldBlock'
@ask
async def more_tokens_let_in_who_waits(log):
    l = trio.CapacityLimiter(1)
    async def use(n):
        async with l: log(f'{n}:in'); await trio.sleep(5 * ms)
    async with trio.open_nursery() as n:
        for i in 'abc': n.start_soon(use, i)
        await trio.sleep(ms); log('more'); l.total_tokens = 3
@ask
async def released_by_who_does_not_hold_it(log):
    l = trio.CapacityLimiter(1); l.acquire_on_behalf_of_nowait('a'); l.release_on_behalf_of('b')
@ask
async def statistics_of_a_limiter(log):
    l = trio.CapacityLimiter(2)
    async def use():
        async with l: await trio.sleep(1)
    async with trio.open_nursery() as n:
        for i in range(3): n.start_soon(use)
        await trio.sleep(ms)
        s = l.statistics(); n.cancel_scope.cancel()
        return [s.borrowed_tokens, s.total_tokens, len(s.borrowers), s.tasks_waiting]
def channel(f): ask(f)
@ask
async def receive_from_an_empty_stream(log):
    s, r = trio.open_memory_channel(1)
    try: r.receive_nowait()
    except trio.WouldBlock: return 'WouldBlock'
@ask
async def send_into_a_full_buffer(log):
    s, r = trio.open_memory_channel(1); s.send_nowait(1)
    try: s.send_nowait(2)
    except trio.WouldBlock: return 'WouldBlock'
@ask
async def send_when_nobody_receives_any_more(log):
    s, r = trio.open_memory_channel(1); r.close(); await s.send(1)
@ask
async def receive_on_a_closed_end(log):
    s, r = trio.open_memory_channel(1); r.close(); await r.receive()
@ask
async def clone_of_a_closed_end(log):
    s, r = trio.open_memory_channel(1); s.close(); s.clone()
@ask
async def end_of_stream_again_and_again(log):
    s, r = trio.open_memory_channel(1); s.close()
    for i in range(2):
        try: await r.receive()
        except trio.EndOfChannel: log('end')
@ask
async def cancelled_receive_loses_nothing(log):
    s, r = trio.open_memory_channel(0)
    with trio.move_on_after(ms): await r.receive()
    async with trio.open_nursery() as n:
        n.start_soon(s.send, 5)
        return await r.receive()
@ask
async def closing_an_end_wakes_who_waits_on_it(log):
    s, r = trio.open_memory_channel(0)
    async def waits():
        try: await r.receive()
        except trio.ClosedResourceError: log('closed')
    async with trio.open_nursery() as n:
        n.start_soon(waits); await trio.sleep(ms); r.close()
@ask
async def send_to_a_waiting_receiver_at_once(log):
    s, r = trio.open_memory_channel(0)
    async def waits(): log(f'got {await r.receive()}')
    async with trio.open_nursery() as n:
        n.start_soon(waits); await trio.sleep(ms); s.send_nowait(7); log('sent')
@ask
async def unlimited_buffer(log):
    s, r = trio.open_memory_channel(math.inf)
    for i in range(1000): s.send_nowait(i)
    s.close()
    return sum([x async for x in r])
@ask
async def senders_wait_in_line(log):
    s, r = trio.open_memory_channel(0)
    async def send(i): await s.send(i); log(f'sent {i}')
    async with trio.open_nursery() as n:
        for i in range(3): n.start_soon(send, i); await trio.sleep(ms)
        got = [await r.receive() for _ in range(3)]
    return got
@ask
async def statistics_of_a_stream(log):
    s, r = trio.open_memory_channel(2); c = s.clone(); s.send_nowait(1)
    t = r.statistics()
    return [t.current_buffer_used, t.max_buffer_size, t.open_send_channels, t.open_receive_channels, t.tasks_waiting_send, t.tasks_waiting_receive]
@ask
async def closed_twice(log):
    s, r = trio.open_memory_channel(1); s.close(); s.close(); r.close(); r.close()
    return 'closed'
@ask
async def buffered_items_when_the_receiver_closes(log):
    s, r = trio.open_memory_channel(2); s.send_nowait(1); r.close(); s.send_nowait(2)
json.dump({'trio': out}, sys.stdout, indent=1)
