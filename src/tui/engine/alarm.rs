//! Time that goes on while the machine sleeps, and being woken by it.
//!
//! The clock behind [`Instant`] stands still while a machine is suspended, and so does a wait that goes by it: a screen
//! whose lid was shut for the night would stay open for its five minutes in the morning. Linux has a clock that goes
//! on, and a timer on it that rings at once when the machine resumes; nothing has to look at the time meanwhile. Where
//! there is none, the time of day is looked at once a minute, and only there.

use std::io;
#[cfg(any(test, not(target_os = "linux")))]
use std::time::SystemTime;
use std::time::{Duration, Instant};

/// How long a wait may be where nothing rings after a sleep: the time of day is looked at then.
pub const LONGEST_BLIND_WAIT: Duration = Duration::from_secs(60);
/// What the two clocks may differ by without the machine having slept: clocks are put right by seconds.
#[cfg(any(test, not(target_os = "linux")))]
const SET_RIGHT: Duration = Duration::from_secs(5);

/// The time within this run, sleep included.
pub struct Clock {
    started: Instant,
    started_at: Started,
}

enum Started {
    #[cfg(target_os = "linux")]
    Boot(Duration),
    #[cfg(any(test, not(target_os = "linux")))]
    /// By the time of day, and by how much the machine has slept as far as is known. It only grows: to lock too soon
    /// is better than not to lock.
    Day(SystemTime, Duration),
}

impl Clock {
    /// Starts it.
    pub fn start() -> Self {
        let started = Instant::now();
        #[cfg(target_os = "linux")]
        let started_at = Started::Boot(linux::since_boot());
        #[cfg(not(target_os = "linux"))]
        let started_at = Started::Day(SystemTime::now(), Duration::ZERO);
        Self { started, started_at }
    }

    /// What it shows.
    pub fn now(&mut self) -> Instant {
        match &mut self.started_at {
            #[cfg(target_os = "linux")]
            Started::Boot(at) => self.started + linux::since_boot().saturating_sub(*at),
            #[cfg(any(test, not(target_os = "linux")))]
            Started::Day(at, slept) => {
                let now = Instant::now();
                let by_day = SystemTime::now().duration_since(*at).unwrap_or_default();
                let gap = by_day.saturating_sub(now.saturating_duration_since(self.started));
                if gap > *slept + SET_RIGHT {
                    *slept = gap;
                }
                now + *slept
            }
        }
    }
}

/// Something that rings after a time, sleep included.
pub struct Alarm {
    #[cfg(target_os = "linux")]
    timer: std::sync::Arc<rustix::fd::OwnedFd>,
}

#[cfg(target_os = "linux")]
mod linux {
    use super::{Alarm, Duration, io};
    use rustix::time::{
        ClockId, Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, clock_gettime,
        timerfd_create, timerfd_settime,
    };
    use std::sync::Arc;
    use std::thread;

    /// The time since the machine was started, sleep included.
    pub(super) fn since_boot() -> Duration {
        Duration::try_from(clock_gettime(ClockId::Boottime)).unwrap_or_default()
    }

    impl Alarm {
        /// Makes one, with a thread that does nothing but wait for it. The thread ends when `ring` answers false.
        ///
        /// # Errors
        /// The system has no such timer.
        pub fn start(ring: impl Fn() -> bool + Send + 'static) -> io::Result<Self> {
            let timer = Arc::new(timerfd_create(TimerfdClockId::Boottime, TimerfdFlags::CLOEXEC)?);
            let waiting = Arc::clone(&timer);
            thread::Builder::new().name("alarm".into()).spawn(move || {
                let mut times = [0; 8];
                loop {
                    match rustix::io::read(&*waiting, &mut times) {
                        Ok(_) if ring() => {}
                        Err(rustix::io::Errno::INTR) => {}
                        _ => return,
                    }
                }
            })?;
            Ok(Self { timer })
        }

        /// Sets it to so long from now, in the place of what it was set to; without a time it does not ring.
        ///
        /// # Errors
        /// What the system reports.
        pub fn set(&self, after: Option<Duration>) -> io::Result<()> {
            // Nothing at all would mean never.
            let after = after.map_or(Duration::ZERO, |after| after.max(Duration::from_nanos(1)));
            let zero = Timespec { tv_sec: 0, tv_nsec: 0 };
            let it_value = Timespec::try_from(after).unwrap_or(Timespec { tv_sec: i64::MAX, tv_nsec: 0 });
            let to = Itimerspec { it_interval: zero, it_value };
            timerfd_settime(&*self.timer, TimerfdTimerFlags::empty(), &to)?;
            Ok(())
        }
    }
}

#[cfg(not(target_os = "linux"))]
impl Alarm {
    /// There is none here.
    ///
    /// # Errors
    /// Always.
    pub fn start(_ring: impl Fn() -> bool + Send + 'static) -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// There is none here.
    ///
    /// # Errors
    /// Always.
    pub fn set(&self, _after: Option<Duration>) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_goes_forward_and_a_sleep_is_counted_once() {
        let mut clock = Clock::start();
        let (first, second) = (clock.now(), clock.now());
        assert!(second >= first);
        // By the time of day: an hour more has passed than the other clock knows of.
        let hour = Duration::from_secs(3600);
        let mut clock = Clock {
            started: Instant::now(),
            started_at: Started::Day(SystemTime::now() - hour, Duration::ZERO),
        };
        let slept = |clock: &mut Clock| {
            let now = clock.now();
            now.saturating_duration_since(Instant::now())
        };
        assert!(slept(&mut clock) > hour / 2);
        assert!(slept(&mut clock) < hour * 2);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_alarm_rings_when_it_is_set_and_as_it_was_set_last() {
        let (post, rung) = std::sync::mpsc::channel();
        let alarm = Alarm::start(move || post.send(()).is_ok()).unwrap();
        alarm.set(Some(Duration::from_secs(3600))).unwrap();
        alarm.set(Some(Duration::ZERO)).unwrap();
        rung.recv().unwrap();
        alarm.set(None).unwrap();
        assert!(rung.try_recv().is_err(), "once");
    }
}
