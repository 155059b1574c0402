//! One run at a time into a folder.
//!
//! What comes in: the folder of a crate. What goes out: [`FolderLock`], while which lives no
//! other run changes the folder. The lock is the operating system's, so that it dies with
//! its process: nothing is left behind that somebody would have to remove.
//!
//! On Unix it is a lock of the folder itself, so that looking at a folder leaves no trace
//! in it. Where folders cannot be locked (Windows), it is a file that the system removes
//! when its handle is closed. A file system without locks goes without, as Cargo does.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::error::WriteError;
use super::path::is_missing;

/// What is done where another run holds the folder.
#[derive(Clone, Copy)]
pub enum Wait<'a> {
    /// The caller is told, and waited is until that run ends.
    Tell(&'a dyn Fn(&Path)),
    /// That is an error, [`WriteError::Busy`].
    Refuse,
}

impl Wait<'_> {
    /// Waits without a word.
    pub const SILENTLY: Wait<'static> = Wait::Tell(&|_| {});
}

/// What a lock is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// To look: others may look at the same time.
    Read,
    /// To change.
    Write,
}

/// A folder that no other run changes until this is dropped.
#[derive(Debug)]
pub(crate) struct FolderLock {
    path: PathBuf,
    /// `None` on a file system without locks.
    handle: Option<File>,
    created: bool,
}

impl FolderLock {
    /// Locks a folder. `None` where there is none.
    ///
    /// # Errors
    /// [`WriteError::Busy`], [`WriteError::NotAFolder`], [`WriteError::Io`].
    pub(crate) fn existing(
        path: &Path,
        access: Access,
        wait: Wait<'_>,
    ) -> Result<Option<FolderLock>, WriteError> {
        loop {
            match fs::metadata(path) {
                Ok(found) if found.is_dir() => {}
                Ok(_) => return Err(WriteError::NotAFolder(path.to_owned())),
                Err(e) if is_missing(&e) => return Ok(None),
                Err(e) => return Err(WriteError::io("look at", path)(e)),
            }
            let handle = acquire(path, access, wait)?;
            // Whoever held it before may have removed the folder.
            if handle
                .as_ref()
                .is_none_or(|handle| system::is_still(handle, path))
            {
                return Ok(Some(FolderLock {
                    path: path.to_owned(),
                    handle,
                    created: false,
                }));
            }
        }
    }

    /// Locks a folder to write into it, and makes it where there is none.
    ///
    /// # Errors
    /// As [`FolderLock::existing`].
    pub(crate) fn create(path: &Path, wait: Wait<'_>) -> Result<FolderLock, WriteError> {
        let mut created = false;
        loop {
            if let Some(lock) = FolderLock::existing(path, Access::Write, wait)? {
                return Ok(FolderLock { created, ..lock });
            }
            fs::create_dir_all(path).map_err(WriteError::io("create", path))?;
            created = true;
        }
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Removes the folder if it is empty and was made for this lock.
    pub(super) fn abandon(&self) {
        if self.created {
            let _ = fs::remove_dir(&self.path);
        }
    }

    /// Removes the folder, which is empty.
    pub(super) fn remove(self) -> Result<(), WriteError> {
        if cfg!(windows) {
            drop(self.handle); // it is of a file in the folder
        }
        fs::remove_dir(&self.path).map_err(WriteError::io("remove", &self.path))
    }
}

/// The handle that holds the lock, once nobody else does.
fn acquire(folder: &Path, access: Access, wait: Wait<'_>) -> Result<Option<File>, WriteError> {
    match system::try_lock(folder, access) {
        Ok(Tried::Locked(handle)) => return Ok(Some(handle)),
        Ok(Tried::Held) => {}
        Err(e) => return without(folder, e),
    }
    match wait {
        Wait::Refuse => return Err(WriteError::Busy(folder.to_owned())),
        Wait::Tell(tell) => tell(folder),
    }
    match system::lock(folder, access) {
        Ok(handle) => Ok(Some(handle)),
        Err(e) => without(folder, e),
    }
}

/// A folder that cannot be locked can be worked on all the same, but for one that may not
/// even be opened.
fn without(folder: &Path, e: io::Error) -> Result<Option<File>, WriteError> {
    match e.kind() {
        io::ErrorKind::PermissionDenied if cfg!(unix) => Err(WriteError::io("open", folder)(e)),
        _ => Ok(None),
    }
}

/// What came of an attempt.
enum Tried {
    Locked(File),
    /// Somebody else has it.
    Held,
}

#[cfg(unix)]
mod system {
    //! Locks of folders.

    use std::fs::{self, File, TryLockError};
    use std::io;
    use std::os::unix::fs::MetadataExt as _;
    use std::path::Path;

    use super::{Access, Tried};

    pub(super) fn try_lock(folder: &Path, access: Access) -> io::Result<Tried> {
        let handle = File::open(folder)?;
        let tried = match access {
            Access::Read => handle.try_lock_shared(),
            Access::Write => handle.try_lock(),
        };
        match tried {
            Ok(()) => Ok(Tried::Locked(handle)),
            Err(TryLockError::WouldBlock) => Ok(Tried::Held),
            Err(TryLockError::Error(e)) => Err(e),
        }
    }

    pub(super) fn lock(folder: &Path, access: Access) -> io::Result<File> {
        let handle = File::open(folder)?;
        match access {
            Access::Read => handle.lock_shared()?,
            Access::Write => handle.lock()?,
        }
        Ok(handle)
    }

    /// Whether the folder at this path is the one that was locked.
    pub(super) fn is_still(handle: &File, folder: &Path) -> bool {
        let identity = |found: fs::Metadata| (found.dev(), found.ino());
        match (handle.metadata(), fs::metadata(folder)) {
            (Ok(locked), Ok(found)) => identity(locked) == identity(found),
            _ => false,
        }
    }
}

#[cfg(not(unix))]
mod system {
    //! A file that nobody else may open, and that goes with its handle.

    use std::fs::{File, OpenOptions};
    use std::io;
    use std::path::Path;
    use std::thread::sleep;
    use std::time::Duration;

    use super::super::LOCK;
    use super::{Access, Tried};

    pub(super) fn try_lock(folder: &Path, _: Access) -> io::Result<Tried> {
        match open(&folder.join(LOCK)) {
            Ok(handle) => Ok(Tried::Locked(handle)),
            Err(e) if is_held(&e) => Ok(Tried::Held),
            Err(e) => Err(e),
        }
    }

    pub(super) fn lock(folder: &Path, access: Access) -> io::Result<File> {
        loop {
            match try_lock(folder, access)? {
                Tried::Locked(handle) => return Ok(handle),
                Tried::Held => sleep(Duration::from_millis(50)),
            }
        }
    }

    /// A folder cannot be removed while the file in it is open.
    pub(super) fn is_still(_: &File, _: &Path) -> bool {
        true
    }

    #[cfg(windows)]
    fn open(path: &Path) -> io::Result<File> {
        use std::os::windows::fs::OpenOptionsExt as _;
        const GENERIC_WRITE_AND_DELETE: u32 = 0x4001_0000;
        const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
        OpenOptions::new()
            .access_mode(GENERIC_WRITE_AND_DELETE)
            .create(true)
            .truncate(true)
            .write(true)
            .share_mode(0)
            .custom_flags(FILE_FLAG_DELETE_ON_CLOSE)
            .open(path)
    }

    /// The system has nothing that would die with the process.
    #[cfg(not(windows))]
    fn open(_: &Path) -> io::Result<File> {
        let _ = OpenOptions::new();
        Err(io::ErrorKind::Unsupported.into())
    }

    /// ERROR_SHARING_VIOLATION; ERROR_ACCESS_DENIED while the file is being removed.
    fn is_held(e: &io::Error) -> bool {
        cfg!(windows) && matches!(e.raw_os_error(), Some(32 | 5))
    }
}
