"""Further programs about task groups, time limits, asynchronous generators and context variables, asked of CPython 3.12: python asked.py > asked.json."""
import asyncio, contextvars, json, sys, threading
from contextlib import aclosing

ms = 0.01
sections = {}

def shown(e):
    if isinstance(e, BaseExceptionGroup): return {'group': type(e).__name__, 'children': [shown(c) for c in e.exceptions]}
    return [type(e).__name__, '' if isinstance(e, (asyncio.CancelledError, StopAsyncIteration)) else str(e)]

def ask(section):
    def add(f):
        name = f.__name__.strip('_').replace('_', '-')
        log = []
        async def main():
            try: return {'ok': await f(log.append)}
            except BaseException as e: return {'raised': shown(e)}
        result = asyncio.run(main())
        sections.setdefault(section, []).append({'id': name, 'what': f.__doc__ or '', 'log': log, 'result': result})
        return f
    return add

async def child(log, name, t, raises=None, gives=0):
    log(f'{name}:start')
    try: await asyncio.sleep(t)
    except asyncio.CancelledError: log(f'{name}:cancelled'); raise
    if raises: log(f'{name}:raise'); raise raises
    log(f'{name}:end')
    return gives

async def stubborn(log, name, t, gives=0):
    log(f'{name}:start')
    try: await asyncio.sleep(t)
    except asyncio.CancelledError: log(f'{name}:swallows')
    return gives

async def breaks(log, name, t, error):
    log(f'{name}:start')
    try: await asyncio.sleep(t)
    finally: log(f'{name}:breaks'); raise error

def V(m='v'): return ValueError(m)

# ---- groups
tg = ask('asyncio_taskgroup')

@tg
async def empty_group(log):
    async with asyncio.TaskGroup(): pass
    return 'ended'
@tg
async def body_is_cancelled_by_a_failing_child(log):
    async with asyncio.TaskGroup() as g:
        g.create_task(child(log, 'a', ms, V()))
        try: await asyncio.sleep(1)
        except asyncio.CancelledError: log('body:cancelled'); raise
@tg
async def body_swallows_the_cancellation(log):
    async with asyncio.TaskGroup() as g:
        g.create_task(child(log, 'a', ms, V()))
        try: await asyncio.sleep(1)
        except asyncio.CancelledError: log('body:swallows')
        log('body:end')
@tg
async def child_swallows_the_cancellation(log):
    async with asyncio.TaskGroup() as g:
        g.create_task(stubborn(log, 'a', 1))
        g.create_task(child(log, 'b', ms, V()))
@tg
async def child_starts_a_sibling(log):
    async with asyncio.TaskGroup() as g:
        async def first():
            log('first')
            await asyncio.sleep(0)
            g.create_task(child(log, 'second', ms))
        g.create_task(first())
    log('after')
@tg
async def sibling_started_behind_the_body(log):
    async with asyncio.TaskGroup() as g:
        async def first():
            await asyncio.sleep(ms)
            g.create_task(child(log, 'second', ms, V()))
        g.create_task(first())
@tg
async def inner_group_of_a_child_fails(log):
    async def inner():
        async with asyncio.TaskGroup() as g: g.create_task(child(log, 'in', ms, V()))
    async with asyncio.TaskGroup() as g:
        g.create_task(inner())
        g.create_task(child(log, 'out', 1))
@tg
async def inner_group_caught(log):
    async with asyncio.TaskGroup() as g:
        g.create_task(child(log, 'out', 3 * ms))
        try:
            async with asyncio.TaskGroup() as h: h.create_task(child(log, 'in', ms, V()))
        except* ValueError as e: log('caught ' + e.message)
        log('body goes on')
    log('after')
@tg
async def both_levels_fail(log):
    async def inner():
        async with asyncio.TaskGroup() as g:
            g.create_task(breaks(log, 'in', 1, KeyError('k')))
    async with asyncio.TaskGroup() as g:
        g.create_task(inner())
        g.create_task(child(log, 'out', ms, V()))
@tg
async def three_levels_cancelled(log):
    async def level(n):
        async with asyncio.TaskGroup() as g:
            g.create_task(child(log, f'leaf{n}', 1))
            if n < 3: await level(n + 1)
    async with asyncio.TaskGroup() as g:
        g.create_task(level(1))
        g.create_task(child(log, 'bad', 2 * ms, V()))
@tg
async def cancelled_from_outside(log):
    async def run():
        async with asyncio.TaskGroup() as g: g.create_task(child(log, 'a', 1))
    t = asyncio.create_task(run()); await asyncio.sleep(ms); t.cancel(); await t
@tg
async def cancelled_from_outside_and_swallowed_by_the_child(log):
    async def run():
        async with asyncio.TaskGroup() as g: g.create_task(stubborn(log, 'a', 1))
        log('behind the group')
    t = asyncio.create_task(run()); await asyncio.sleep(ms); t.cancel(); await t
@tg
async def cancelled_from_outside_in_the_body(log):
    async def run():
        async with asyncio.TaskGroup() as g:
            g.create_task(child(log, 'a', 1))
            try: await asyncio.sleep(1)
            except asyncio.CancelledError: log('body:cancelled'); raise
    t = asyncio.create_task(run()); await asyncio.sleep(ms); t.cancel(); await t
@tg
async def cancelled_from_outside_body_raises(log):
    async def run():
        async with asyncio.TaskGroup() as g:
            g.create_task(child(log, 'a', 1))
            try: await asyncio.sleep(1)
            except asyncio.CancelledError: raise KeyError('k')
    t = asyncio.create_task(run()); await asyncio.sleep(ms); t.cancel(); await t
@tg
async def parent_goes_on_behind_a_failed_group(log):
    try:
        async with asyncio.TaskGroup() as g: g.create_task(child(log, 'a', ms, V()))
    except* ValueError: log('caught')
    await asyncio.sleep(ms)
    return 'went on'
@tg
async def five_fail_in_order_of_their_ends(log):
    async with asyncio.TaskGroup() as g:
        for i in (3, 1, 2): g.create_task(breaks(log, f'c{i}', i * ms, V(str(i))))
@tg
async def timeout_in_a_child(log):
    async def limited():
        async with asyncio.timeout(ms): await asyncio.sleep(1)
    async with asyncio.TaskGroup() as g:
        g.create_task(limited())
        g.create_task(child(log, 'b', 1))
@tg
async def failure_before_the_timeout_around(log):
    async with asyncio.timeout(1):
        async with asyncio.TaskGroup() as g: g.create_task(child(log, 'a', ms, V()))
@tg
async def timeout_around_and_failure_in_cleanup(log):
    async with asyncio.timeout(ms):
        async with asyncio.TaskGroup() as g: g.create_task(breaks(log, 'a', 1, V()))
@tg
async def child_awaits_a_failing_sibling(log):
    async with asyncio.TaskGroup() as g:
        b = g.create_task(child(log, 'b', ms, V()))
        async def waits():
            try: await b
            except asyncio.CancelledError: log('a:cancelled'); raise
            except ValueError: log('a:ValueError'); raise
        g.create_task(waits())
@tg
async def body_awaits_a_failing_child(log):
    async with asyncio.TaskGroup() as g:
        b = g.create_task(child(log, 'b', ms, V()))
        await b
@tg
async def body_awaits_a_child(log):
    async with asyncio.TaskGroup() as g:
        b = g.create_task(child(log, 'b', ms, gives=5))
        return await b
@tg
async def a_cancelled_child_awaited_by_the_body(log):
    async with asyncio.TaskGroup() as g:
        a = g.create_task(child(log, 'a', 1))
        await asyncio.sleep(ms)
        a.cancel()
        try: await a
        except asyncio.CancelledError: log('body:caught')
        log(str(a.cancelled()))
@tg
async def child_fails_at_once(log):
    async with asyncio.TaskGroup() as g:
        async def at_once(): log('a:raise'); raise V()
        g.create_task(at_once())
        g.create_task(child(log, 'b', 1))
        await asyncio.sleep(ms)
@tg
async def body_fails_before_its_children_begin(log):
    """asyncio drops children that have not begun; anyio and we begin them"""
    async with asyncio.TaskGroup() as g:
        g.create_task(child(log, 'a', 1))
        raise V()
@tg
async def started_while_the_group_is_cancelled(log):
    """asyncio refuses; anyio and we begin it"""
    async with asyncio.TaskGroup() as g:
        g.create_task(child(log, 'a', ms, V()))
        try: await asyncio.sleep(1)
        finally: g.create_task(child(log, 'b', 1))
@tg
async def child_raises_cancelled_itself(log):
    """asyncio is silent; here it is a failure"""
    async with asyncio.TaskGroup() as g:
        async def own(): raise asyncio.CancelledError()
        g.create_task(own())
@tg
async def body_raises_cancelled_itself(log):
    async with asyncio.TaskGroup() as g:
        g.create_task(child(log, 'a', 1))
        await asyncio.sleep(ms)
        raise asyncio.CancelledError()
@tg
async def message_of_the_group(log):
    try:
        async with asyncio.TaskGroup() as g: g.create_task(child(log, 'a', ms, V()))
    except ExceptionGroup as e: return str(e)

# ---- time limits
to = ask('asyncio_timeout')

@to
async def in_time(log):
    async with asyncio.timeout(1): await asyncio.sleep(ms)
    return 'in time'
@to
async def no_limit(log):
    async with asyncio.timeout(None) as t:
        await asyncio.sleep(ms)
        return t.when() is None
@to
async def outer_expires_inner_waits(log):
    try:
        async with asyncio.timeout(ms):
            try:
                async with asyncio.timeout(1): await asyncio.sleep(1)
            except TimeoutError: log('inner'); raise
    except TimeoutError: log('outer')
@to
async def inner_expires_and_is_not_caught(log):
    try:
        async with asyncio.timeout(1) as outer:
            async with asyncio.timeout(ms): await asyncio.sleep(1)
    except TimeoutError: log(f'outer expired: {outer.expired()}')
@to
async def expired_is_known_behind_it(log):
    t = asyncio.timeout(ms)
    try:
        async with t:
            log(str(t.expired()))
            await asyncio.sleep(1)
    except TimeoutError: pass
    return t.expired()
@to
async def rescheduled_to_never(log):
    async with asyncio.timeout(ms) as t:
        t.reschedule(None)
        await asyncio.sleep(3 * ms)
    return t.expired()
@to
async def rescheduled_to_the_past(log):
    async with asyncio.timeout(1) as t:
        t.reschedule(asyncio.get_running_loop().time() - 1)
        await asyncio.sleep(0.5)
@to
async def rescheduled_earlier(log):
    async with asyncio.timeout(10) as t:
        t.reschedule(asyncio.get_running_loop().time() + ms)
        await asyncio.sleep(1)
@to
async def rescheduled_twice(log):
    async with asyncio.timeout(ms) as t:
        for i in range(3):
            t.reschedule(asyncio.get_running_loop().time() + 3 * ms)
            await asyncio.sleep(2 * ms)
    return t.expired()
@to
async def rescheduled_behind_its_end(log):
    async with asyncio.timeout(1) as t: pass
    t.reschedule(asyncio.get_running_loop().time() + 1)
@to
async def entered_twice(log):
    t = asyncio.timeout(1)
    async with t: pass
    async with t: pass
@to
async def cancelled_from_outside_before_it(log):
    async def run():
        async with asyncio.timeout(1): await asyncio.sleep(1)
    t = asyncio.create_task(run()); await asyncio.sleep(ms); t.cancel(); await t
@to
async def body_turns_the_cancellation_into_an_error(log):
    async with asyncio.timeout(ms):
        try: await asyncio.sleep(1)
        except asyncio.CancelledError: raise V()
@to
async def own_timeout_error_of_the_body(log):
    t = asyncio.timeout(1)
    try:
        async with t: raise TimeoutError('own')
    except TimeoutError as e: log(str(e))
    return t.expired()
@to
async def own_cancelled_error_of_the_body(log):
    async with asyncio.timeout(1): raise asyncio.CancelledError()
@to
async def cause_of_the_timeout(log):
    try:
        async with asyncio.timeout(ms): await asyncio.sleep(1)
    except TimeoutError as e: return type(e.__cause__).__name__
@to
async def wait_for_gives_the_value(log):
    return await asyncio.wait_for(child(log, 'a', ms, gives=5), 1)
@to
async def wait_for_expires(log):
    return await asyncio.wait_for(child(log, 'a', 1, gives=5), ms)
@to
async def wait_for_waits_for_the_cleanup(log):
    async def slow():
        try: await asyncio.sleep(1)
        finally:
            await asyncio.sleep(2 * ms)
            log('cleaned up')
    return await asyncio.wait_for(slow(), ms)
@to
async def shielded_work_goes_on(log):
    work = asyncio.create_task(child(log, 'a', 3 * ms, gives=7))
    try:
        async with asyncio.timeout(ms): await asyncio.shield(work)
    except TimeoutError: log('timeout')
    return await work
@to
async def same_deadline_inside_and_outside(log):
    """the inner one is cancelled by its own limit first"""
    when = asyncio.get_running_loop().time() + ms
    async with asyncio.timeout_at(when) as outer:
        try:
            async with asyncio.timeout_at(when + ms) as inner: await asyncio.sleep(1)
        except TimeoutError: log('inner')
    return None
@to
async def body_goes_on_behind_an_expired_inner_one(log):
    async with asyncio.timeout(1):
        for i in range(3):
            try:
                async with asyncio.timeout(ms): await asyncio.sleep(1)
            except TimeoutError: log(f'{i}')
    return 'done'

# ---- generators
gen = ask('async_generator')

async def three(log, error_at=None, finally_raises=None):
    log('start')
    try:
        for i in range(3):
            await asyncio.sleep(0)
            if i == error_at: raise V()
            yield i
    finally:
        log('finally')
        await asyncio.sleep(0)
        if finally_raises: raise finally_raises

async def nxt(g):
    try: return await anext(g)
    except StopAsyncIteration: return 'end'

@gen
async def next_behind_the_end(log):
    g = three(log)
    return [await nxt(g) for _ in range(5)]
@gen
async def next_with_a_default(log):
    g = three(log)
    return [await anext(g, 'd') for _ in range(5)]
@gen
async def closed_twice(log):
    g = three(log)
    await anext(g); await g.aclose(); await g.aclose()
    return 'closed'
@gen
async def closed_behind_the_end(log):
    g = three(log)
    async for _ in g: pass
    await g.aclose()
    return 'closed'
@gen
async def next_behind_the_close(log):
    g = three(log)
    got = [await anext(g)]
    await g.aclose()
    return got + [await nxt(g)]
@gen
async def next_behind_a_close_before_the_start(log):
    g = three(log)
    await g.aclose()
    return await nxt(g)
@gen
async def error_in_the_body(log):
    g = three(log, error_at=1)
    got = [await anext(g)]
    try: await anext(g)
    except ValueError as e: got.append(str(e))
    return got + [await nxt(g)]
@gen
async def error_in_the_finally_when_closed(log):
    g = three(log, finally_raises=KeyError('k'))
    await anext(g)
    await g.aclose()
@gen
async def error_in_the_consumer(log):
    async with aclosing(three(log)) as g:
        async for i in g:
            if i == 1: raise V('consumer')
@gen
async def several_loops_go_on_where_it_is(log):
    got = []
    async with aclosing(three(log)) as g:
        async for i in g: got.append(i); break
        async for i in g: got.append(i); break
        async for i in g: got.append(i)
    return got
@gen
async def next_while_it_runs(log):
    g = three(log)
    first = asyncio.ensure_future(anext(g))
    await asyncio.sleep(0)
    try: await anext(g)
    except RuntimeError: log('refused')
    return await first
@gen
async def cancelled_in_a_step(log):
    async def slow():
        try:
            yield 0
            await asyncio.sleep(1)
            yield 1
        finally: log('finally')
    g = slow()
    got = [await anext(g)]
    step = asyncio.ensure_future(anext(g)); await asyncio.sleep(ms); step.cancel()
    try: await step
    except asyncio.CancelledError: got.append('cancelled')
    return got + [await nxt(g)]
@gen
async def inner_in_aclosing(log):
    async def outer():
        try:
            async with aclosing(three(log)) as g:
                async for i in g: yield i
        finally: log('outer')
    async with aclosing(outer()) as g:
        async for i in g: break
    return 'closed'
@gen
async def returns_early(log):
    async def one():
        yield 1
        return
        yield 2
    return [x async for x in one()]
@gen
async def comprehension_with_a_condition(log):
    return [x * 10 async for x in three(log) if x != 1]

# ---- context variables
def cv(f):
    name = f.__name__.strip('_').replace('_', '-')
    try: r = {'ok': contextvars.Context().run(f)}
    except Exception as e: r = {'raised': [type(e).__name__, '']}
    sections.setdefault('contextvar', []).append({'id': name, 'what': f.__doc__ or '', 'log': [], 'result': r})
v = contextvars.ContextVar('v', default=0)
w = contextvars.ContextVar('w')
@cv
def get_with_a_fallback_beats_the_default(): return [v.get(5), w.get(6)]
@cv
def set_beats_the_fallback(): v.set(1); return v.get(5)
@cv
def reset_to_nothing(): t = w.set(1); w.reset(t); return w.get('unset')
@cv
def reset_to_nothing_then_read(): t = w.set(1); w.reset(t); w.get()
@cv
def old_value_missing_with_a_default(): return v.set(1).old_value is contextvars.Token.MISSING
@cv
def variable_of_the_token(): return v.set(1).var is v
@cv
def nested_in_order():
    a = v.set(1); b = v.set(2); got = [v.get()]; v.reset(b); got.append(v.get()); v.reset(a); return got + [v.get()]
@cv
def reset_of_the_first_then_set_then_the_second():
    a = v.set(1); b = v.set(2); v.reset(a); v.set(9); v.reset(b); return v.get()
@cv
def used_token_behind_a_new_set():
    a = v.set(1); v.reset(a); v.set(2); v.reset(a)
@cv
def token_of_another_variable(): v.reset(w.set(1))
@cv
def token_of_outside_used_inside():
    t = v.set(1); contextvars.copy_context().run(v.reset, t)
@cv
def token_of_inside_used_in_the_next_run():
    c = contextvars.copy_context(); t = c.run(v.set, 5); c.run(v.reset, t); return c.run(v.get)
@cv
def token_of_inside_used_outside():
    c = contextvars.copy_context(); t = c.run(v.set, 5); v.reset(t)
@cv
def changes_stay_when_the_code_raises():
    c = contextvars.copy_context()
    def f(): v.set(3); raise V()
    try: c.run(f)
    except ValueError: pass
    return [c[v], v.get()]
@cv
def two_snapshots_within_one_another():
    a, b = contextvars.copy_context(), contextvars.copy_context()
    def inner(): v.set(2); return v.get()
    def outer(): v.set(1); return [b.run(inner), v.get()]
    return a.run(outer) + [v.get(), a[v], b[v]]
@cv
def the_same_snapshot_within_itself():
    c = contextvars.copy_context(); c.run(c.run, v.get)
@cv
def the_same_snapshot_below_another():
    a, b = contextvars.copy_context(), contextvars.copy_context(); a.run(b.run, a.run, v.get)
@cv
def the_same_snapshot_on_two_threads():
    c = contextvars.copy_context(); inside, leave, got = threading.Event(), threading.Event(), []
    def hold(): inside.set(); leave.wait()
    t = threading.Thread(target=c.run, args=(hold,)); t.start(); inside.wait()
    try: c.run(v.get)
    except RuntimeError: got.append('refused')
    leave.set(); t.join()
    return got + [c.run(v.get)]
@cv
def threads_begin_with_nothing():
    v.set(1); got = []
    t = threading.Thread(target=lambda: got.append(v.get())); t.start(); t.join(); return got
@cv
def copy_inside_a_run_sees_its_changes():
    c = contextvars.copy_context()
    def f(): v.set(4); return contextvars.copy_context()
    return c.run(f)[v]
@cv
def reset_removes_it_from_the_snapshot():
    c = contextvars.copy_context()
    def f(): t = w.set(4); inside = w in contextvars.copy_context(); w.reset(t); return [inside, w in contextvars.copy_context()]
    return c.run(f) + [w in c]
@cv
def size_and_order_of_a_snapshot():
    v.set(1); w.set(2); c = contextvars.copy_context(); return [len(c), sorted((k.name, x) for k, x in c.items())]
@cv
def empty_snapshot(): return [len(contextvars.copy_context()), v in contextvars.copy_context()]
@cv
def get_of_a_snapshot():
    c = contextvars.copy_context(); v.set(1); return [c.get(v), c.get(v, 7)]
@cv
def missing_in_a_snapshot(): contextvars.copy_context()[v]
@cv
def what_a_run_gives(): return contextvars.copy_context().run(lambda a, b=0: a + b, 1, b=2)

cx = ask('contextvar_tasks')
n = contextvars.ContextVar('n', default='none')
@cx
async def a_task_sees_what_was_set_before_it(log):
    n.set('a')
    async def f(): return n.get()
    t = asyncio.create_task(f()); n.set('b')
    return [await t, n.get()]
@cx
async def a_task_of_a_task(log):
    n.set('a')
    async def leaf(): n.set(n.get() + 'c'); return n.get()
    async def mid(): n.set(n.get() + 'b'); got = await asyncio.create_task(leaf()); return [got, n.get()]
    return await asyncio.create_task(mid()) + [n.get()]
@cx
async def children_of_a_group_have_copies(log):
    n.set('p')
    async def f(x): n.set(n.get() + x); await asyncio.sleep(0); return n.get()
    async with asyncio.TaskGroup() as g: ts = [g.create_task(f(x)) for x in 'abc']
    return [t.result() for t in ts] + [n.get()]
@cx
async def children_see_what_was_set_at_their_start(log):
    got = []
    async def f(): got.append(n.get())
    async with asyncio.TaskGroup() as g:
        n.set('1'); g.create_task(f()); n.set('2'); g.create_task(f()); n.set('3')
    return got
@cx
async def to_thread_takes_them_along(log):
    n.set('p'); return await asyncio.to_thread(n.get)
@cx
async def two_tasks_in_one_context(log):
    c = contextvars.copy_context()
    async def f(x): n.set(n.get() + x); await asyncio.sleep(0); return n.get()
    await asyncio.create_task(f('a'), context=c)
    await asyncio.create_task(f('b'), context=c)
    return [c[n], n.get()]
@cx
async def a_timeout_keeps_what_was_set_around_it(log):
    n.set('p')
    async with asyncio.timeout(1):
        await asyncio.sleep(0)
        return n.get()
@cx
async def set_across_an_await(log):
    t = n.set('x'); await asyncio.sleep(0); got = n.get(); n.reset(t); return [got, n.get()]
@cx
async def call_later_snapshots(log):
    n.set('p'); got = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(ms, lambda: got.set_result(n.get())); n.set('q')
    return await got

json.dump(sections, sys.stdout, indent=1)
